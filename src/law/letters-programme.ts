import type { LetterEntry } from './letter-entry.js';

/** Letters on the CSEC Program: protocols, county plans and money. */
export const PROGRAMME_LETTERS = [
  {
    id: 'CFL 19/20-59', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2019-2020',
    title: 'CSEC Program allocations for 2019-2020', allocations: [{ dollars: 18_700_000, forYear: '2019-2020' }],
  },
  {
    id: 'CFL 19/20-57', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2018-2019',
    title: 'Final CSEC Program allocations for 2018-2019', allocations: [{ dollars: 6_100_000, forYear: '2018-2019' }],
  },
  {
    id: 'CFL 18/19-38', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2018-2019',
    title: 'CSEC Program allocations for 2018-2019', allocations: [{ dollars: 17_900_000, forYear: '2018-2019' }],
  },
  {
    id: 'ACL 18-113', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2017-2018',
    title: 'Eligibility for extended foster care when a juvenile-court adjudication is vacated',
  },
  {
    id: 'CFL 18/19-29', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2017-2018',
    title: 'Revised CSEC Program allocations for 2017-2018', replaces: ['CFL 17/18-49'],
  },
  {
    id: 'CFL 17/18-49', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2017-2018',
    title: 'CSEC Program allocations for 2017-2018', allocations: [{ dollars: 17_900_000, forYear: '2017-2018' }],
  },
  {
    id: 'RESOURCE legislative-report-2017', kind: 'RESOURCE', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2017-2018',
    title: 'CSEC Program: 2017 report to the Legislature',
  },
  {
    id: 'ACL 17-71', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2017-2018',
    title: 'County plan template of 2017-2018, and how to update or create the interagency protocol', ruleIds: ['R-13'],
  },
  {
    id: 'ACIN I-57-17', kind: 'ACIN', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2017-2018',
    title: 'Recommended practices for providers who serve exploited children',
  },
  {
    id: 'ACIN I-83-16', kind: 'ACIN', topic: 'INTERAGENCY_PROTOCOLS', alsoUnder: ['MISSING_YOUTH'], fiscalYear: '2016-2017',
    title: 'Updated model interagency protocol, with sample CSEC policies and procedures',
    replaces: ['RESOURCE model-interagency-protocol-framework'], ruleIds: ['R-13'],
  },
  {
    id: 'RESOURCE mou-template-revised', kind: 'RESOURCE', topic: 'INTERAGENCY_PROTOCOLS', alsoUnder: ['MISSING_YOUTH'], fiscalYear: '2016-2017',
    title: 'CSEC Action Team: revised agreement template for SB 794 and SB 855', accompanies: 'ACIN I-83-16',
    replaces: ['RESOURCE mou-template'], ruleIds: ['R-13'],
  },
  {
    id: 'ACL 16-69', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2016-2017',
    title: 'County plan template of 2016-2017, and how to update or create the interagency protocol', ruleIds: ['R-13'],
  },
  {
    id: 'CFL 16/17-47', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2016-2017',
    title: 'Revised CSEC Program allocations for 2016-2017', allocations: [{ dollars: 16_300_000, forYear: '2016-2017' }],
    replaces: ['CFL 16/17-13'],
  },
  {
    id: 'CFL 16/17-13', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2016-2017', printedAs: 'CFL 16/17_13',
    title: 'CSEC Program allocations for 2016-2017 and how they were reached', allocations: [{ dollars: 18_700_000, forYear: '2016-2017' }],
  },
  {
    id: 'CFL 16/17-04', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2016-2017',
    title: 'Final adjustment of the reappropriated CSEC Program money of 2014-2015',
  },
  {
    id: 'ACL 15-48', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'Submitting county plans and the interagency protocol, and the allocation of 2015-2016', ruleIds: ['R-13'],
  },
  {
    id: 'RESOURCE mou-template', kind: 'RESOURCE', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'CSEC Action Team: agreement template', accompanies: 'ACL 15-48', ruleIds: ['R-13'],
  },
  {
    id: 'RESOURCE holistic-needs', kind: 'RESOURCE', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'CSEC Action Team: holistic needs of exploited children', accompanies: 'ACL 15-48',
  },
  {
    id: 'RESOURCE core-competencies', kind: 'RESOURCE', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'CSEC Action Team: core competencies for serving exploited children', accompanies: 'ACL 15-48',
  },
  {
    id: 'ACIN I-23-15', kind: 'ACIN', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'First instructions on SB 855, to prepare the interagency protocol', ruleIds: ['R-13'],
  },
  {
    id: 'RESOURCE model-interagency-protocol-framework', kind: 'RESOURCE', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'CSEC Action Team: model interagency protocol framework', accompanies: 'ACIN I-23-15', ruleIds: ['R-13'],
  },
  {
    id: 'CFL 15/16-50', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'Claiming codes for the money carried over from 2014-2015, with sample services', allocations: [{ dollars: 2_100_000, forYear: '2014-2015' }],
  },
  {
    id: 'CFL 15/16-22', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2015-2016',
    title: 'First planning allocations of the CSEC Program for 2015-2016', allocations: [{ dollars: 10_750_000, forYear: '2015-2016' }],
  },
  {
    id: 'ACL 14-62', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2014-2015',
    title: 'Introduction to the CSEC Program', ruleIds: ['R-12'],
  },
  {
    id: 'CFL 14/15-32', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2014-2015',
    title: 'More money for planning protocols, and for training foster youth',
    allocations: [{ dollars: 2_500_000, forYear: '2014-2015' }, { dollars: 750_000, forYear: '2014-2015' }],
  },
  {
    id: 'CFL 14/15-25', kind: 'CFL', topic: 'INTERAGENCY_PROTOCOLS', fiscalYear: '2014-2015',
    title: 'First planning allocations of the CSEC Program', allocations: [{ dollars: 2_500_000, forYear: '2014-2015' }],
  },
  {
    id: 'ACL 18-109', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', source: 'TOOLKIT',
    title: 'County plans and allocations, later than the compendium\'s list of its year',
  },
  {
    id: 'ACL 23-76', kind: 'ACL', topic: 'INTERAGENCY_PROTOCOLS', source: 'TOOLKIT',
    title: 'County plans and allocations, later than the compendium',
  },
] as const satisfies readonly LetterEntry[];
