import { agreementInForce } from '../agreement-in-force.js';
import { YES } from '../finding.js';
import type { ConsentCheck } from './check.js';

export const K30: ConsentCheck = {
  id: 'K30', of: 'CALLER', authorities: ['WIC_16521_6'],
  plain: 'The recipient\'s agreement with the youth\'s county is in force for the purpose.',
  // A county welfare agency receives under WIC 10850(b), not under an agreement with itself.
  find: (_, { context, facts }) =>
    (context.caller.agency.kind === 'CHILD_WELFARE' ? YES : agreementInForce(context, facts.subject.county)),
};
