import { describe, expect, test } from 'vitest';
import { AGENCY_KINDS, type AgencyKind, type RegimeStatus } from '../../../src/law/agreement.js';
import { agenciesShownBeside, isNamedOpenly, mayLink, mayNameBy, mayReadUndoneLinks, mayTellLink } from '../../../src/policy/crosswalk/who-links.js';
import { asking, assignment, caller, facts } from '../people.js';
import { decided } from '../released.js';

const worker = (changes: Parameters<typeof asking>[1] = {}) => asking('COUNTY_WORKER', { purpose: 'CHILD_WELFARE', ...changes });
const carrying = decided(worker(), facts({ assignments: [assignment()] }));

describe('a worker who carries the case', () => {
  test('links, and is shown beside her the persons of agencies of which she may know, without any consent', () => {
    expect(mayLink(carrying)).toBe(true);
    expect(agenciesShownBeside(carrying)).toEqual({
      kinds: ['CHILD_WELFARE', 'PROBATION', 'LAW_ENFORCEMENT', 'COMMUNITY_PROVIDER', 'CHILD_ADVOCACY_CENTER', 'COURT', 'PROSECUTOR'],
      // Whoever waits at a Part 2 programme is its patient, whatever kind of agency runs it.
      programmeKinds: [],
    });
  });

  test('is told of links to all but a programme whose name tells what law conceals, and those of whom nobody is told', () => {
    expect(AGENCY_KINDS.filter((kind) => !mayTellLink(carrying, { kind, regimeStatus: 'NONE' }))).toEqual([
      'SUBSTANCE_USE_PROGRAM', 'TRAFFICKING_SERVICES', 'STATE', 'FEDERAL', 'MINORS_COUNSEL', 'MISSING_CHILDREN_CLEARINGHOUSE', 'PERSON_PORTAL',
    ]);
    expect(AGENCY_KINDS.filter((kind) => mayTellLink(carrying, { kind, regimeStatus: 'PART2_PROGRAM' }))).toEqual([]);
  });
});

test('nobody links who carries no case or referral of her, whatever he may read', () => {
  const countywide = worker({ who: { privileges: ['COUNTYWIDE_READ', 'STATEWIDE_READ', 'SENSITIVE', 'SEALED'] } });
  expect([decided(countywide, facts()), decided(asking('PROVIDER'), facts()), decided(asking('COUNTY_IT'), facts())].map(mayLink)).toEqual([false, false, false]);
});

test('an agency names a youth by numbers that it gives out itself, and by no other', () => {
  const named = AGENCY_KINDS.flatMap((kind) => [1327, 1328, 1331, 1332, 1333, 1334, 1335, 6139, 6274].filter((system) => mayNameBy(kind, system)).map((system) => `${kind} ${system}`));
  expect(named).toEqual(['PROBATION 1334', 'MENTAL_HEALTH 6139', 'EDUCATION 6274', 'HOSPITAL 1331']);
});

test('to the privacy officer alone it is told what was undone, and no agency whose name tells what law conceals', () => {
  expect([mayReadUndoneLinks(caller('COUNTY_WORKER', { privileges: ['COUNTYWIDE_READ'] })), mayReadUndoneLinks(caller('COUNTY_WORKER')), mayReadUndoneLinks(caller('COUNTY_IT', { privileges: ['COUNTYWIDE_READ'] }))])
    .toEqual([true, false, false]);
  const openly = (regimeStatus: RegimeStatus): readonly AgencyKind[] => AGENCY_KINDS.filter((kind) => isNamedOpenly({ kind, regimeStatus }));
  expect([openly('NONE').includes('COMMUNITY_PROVIDER'), openly('NONE').includes('SUBSTANCE_USE_PROGRAM'), openly('NONE').includes('TRAFFICKING_SERVICES')])
    .toEqual([true, false, false]);
  expect(openly('PART2_PROGRAM')).toEqual([]);
});
