import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SettingName } from '../../src/policy/settings.js';
import { ANY, CW, all, hearing, texts, whole, type Asker, type Grants } from './canary-grants.js';
import { ASKERS } from './canary-partners.js';
import { SPECIAL_TEAM } from './canary-youths.js';
import { startTestGateway, type TestGateway } from './gateway.js';

/** Starts a gateway over the database of another, under a policy file in which counsel chose the wider reading of these. */
export async function startUnder(settings: readonly SettingName[], databaseUrl: string): Promise<TestGateway> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-settings-'));
  const file = path.join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify({
    format: 1, county: '19', edition: '2026-02', effectiveOn: '2026-02-01', counsel: { name: 'Synthetic Counsel', approvedOn: '2026-01-20' },
    settings: Object.fromEntries(settings.map((name) => [name, true])), suspend: [], withhold: [],
  }));
  try {
    return await startTestGateway({ databaseUrl, variables: { POLICY_FILE: file } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Wider = (sees: Asker['sees']) => Asker['sees'];

const more = (grants: Grants | undefined, categories: Grants['categories'], beside: Partial<Grants> = {}): Grants =>
  ({ ...grants, ...beside, categories: { ...grants?.categories, ...categories } });

/** What a release to somebody who is no county worker opens beside, where partners may reach what the county sealed. */
const apart = (sees: Asker['sees']): Asker['sees'] =>
  Object.fromEntries(Object.entries(sees).map(([n, grants]) => [n, { ...grants, apart: true as const }]));
/** Youth 4 is sealed, and to her the caller stands as to another. */
const alsoOf4 = (like: number): Wider => (sees) => apart({ ...sees, 4: sees[like]! });
/** No order of the court is about her, and it hears none of her referrals. */
const heardOf4: Wider = (sees) => {
  const { HIV: _, SUBSTANCE_USE_PART2: __, ...categories } = sees[13]!.categories;
  return apart({ ...sees, 4: { categories } });
};

const HEALTH = all('FULL', ANY, 'MENTAL_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY');
/** The record of a youth whom no case or referral places in a county. */
const PLACED_NOWHERE: Grants = {
  categories: texts(all('FULL', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT')),
};
/** A worker who carries a case counts as the adoption unit. */
const ADOPTION = texts(whole('FULL', 'ADOPTION'));
const carrying = (sees: Asker['sees'], ...numbers: readonly number[]): Asker['sees'] =>
  ({ ...sees, ...Object.fromEntries(numbers.map((n) => [n, more(sees[n], ADOPTION)])) });
/** Who investigates a referral reads the text of every report. */
const REPORTS = all('NARRATIVE', CW, 'ABUSE_REPORT');
const MEDICAL = all('FULL', CW, 'GENERAL_MEDICAL');
const medical = (sees: Asker['sees']): Asker['sees'] => Object.fromEntries(Object.entries(sees).map(([n, grants]) => [n, more(grants, MEDICAL)]));

/** What a child advocacy center receives, once counsel lets it receive anything. */
const ADVOCACY: Grants = {
  categories: {
    ...hearing(SPECIAL_TEAM.investigation, all('FULL', CW, 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL')),
    ...all('FULL', CW, 'ABUSE_REPORT', 'SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL', 'JUVENILE_JUSTICE'), ...all('FULL', ['LPS'], 'MENTAL_HEALTH'),
    ...whole('MINIMUM', 'LOCATION'),
  },
};

/** Of whom the wider readings release more, by the name of the asker; to the others they release what the strict ones do. */
const WIDER: Readonly<Record<string, Wider>> = {
  'county worker, countywide': (sees) => ({ ...sees, 9: PLACED_NOWHERE }),
  'county worker, countywide, coordinating care': (sees) => ({ ...sees, 9: PLACED_NOWHERE }),
  'worker of the neighbouring county': (sees) => ({ ...sees, 9: PLACED_NOWHERE }),
  'county worker who carries the case': (sees) => carrying({ ...sees, 1: more(sees[1], REPORTS) }, 1, 2, 8),
  'county worker who carries the case, managing it': (sees) => carrying({ ...sees, 8: more(sees[8], HEALTH) }, 1, 2, 8),
  clinician: alsoOf4(2), 'clinician, coordinating care': alsoOf4(2), detective: alsoOf4(1), provider: alsoOf4(1),
  'team member': (sees) => apart(medical({ ...sees, 4: sees[1]! })),
  'probation officer': alsoOf4(13), 'probation officer, in court': alsoOf4(13), court: heardOf4,
  'detective in the team of the investigation': (sees) => apart(medical(sees)),
  'interviewer of the advocacy center': (sees) => apart({ ...sees, 13: ADVOCACY }),
  'mother with educational rights': (sees) => ({ ...sees, 13: more(sees[13], all('FULL', CW, 'SUBSTANCE_USE_OTHER')) }),
};

/** To whom rows that the county set apart stay closed, whatever counsel chose. */
const CLOSED = ['mother with educational rights', 'father against whom a flag stands', 'caregiver', 'school'];

const isWorker = ({ name }: Asker): boolean => /county worker|worker of the/.test(name);

/** An asker with what he is released at most, whichever of counsel's settings are on: all that every setting opens. */
export function atWidest(asker: Asker): Asker {
  const sees = WIDER[asker.name]?.(asker.sees) ?? asker.sees;
  return { ...asker, sees: isWorker(asker) || CLOSED.includes(asker.name) ? sees : apart(sees) };
}

/** Those to whom some setting opens something. */
export const WIDENED: readonly Asker[] = ASKERS.filter(({ name }) => name in WIDER);
