import { entitledByStatute } from '../../../law/role-purposes.js';
import { agreementInForce } from '../../relations/agreement-in-force.js';
import { YES } from '../../evaluation/finding.js';
import type { ConsentCheck } from './check.js';

export const K30: ConsentCheck = {
  id: 'K30', of: 'CALLER', authorities: ['WIC_16521_6'],
  plain: 'The recipient\'s agreement with the youth\'s county is in force for the purpose, where the recipient is of those who make one.',
  // A county welfare agency receives under WIC 10850(b), not under an agreement with itself; persons, courts and counsel make none.
  find: (_, { context, facts }) =>
    (context.caller.agency.kind === 'CHILD_WELFARE' || entitledByStatute(context.caller.agency.kind, context.purpose)
      ? YES : agreementInForce(context, facts.subject.county)),
};
