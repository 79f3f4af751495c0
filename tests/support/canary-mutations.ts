import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField, type GraphQLInputField, type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { globalId } from '../../src/kernel/ids.js';
import { CATEGORIES } from '../../src/law/category.js';
import { keyColumn, type CanaryCounty } from './canary-county.js';
import { everythingOf, type Asked } from './canary-documents.js';
import type { Asking } from './canary-ask.js';
import { roleOf, type Asker } from './canary-grants.js';
import { AGENCY, OTHER_TEAM_ID, SPECIAL_TEAM, TEAM_ID } from './canary-youths.js';
import { CALLER } from './scenario-people.js';

/** Takes one number below a bound. */
export type Draw = (below: number) => number;

/** What is known of the youth whom a mutation is about. */
export interface Target {
  readonly county: CanaryCounty;
  readonly n: number;
  readonly asked: Asked;
}

const SDL = readFileSync(path.resolve(import.meta.dirname, '../../schema.graphql'), 'utf8');
const MUTATIONS = SDL.slice(SDL.indexOf('type Mutation {')).split('\n}')[0]!;

/** The roles that may send each mutation, as the published schema says; null for every role. */
const ROLES_OF: ReadonlyMap<string, readonly string[] | null> = new Map(
  [...MUTATIONS.matchAll(/^ {2}(\w+)\([^)]*\):[^@]*@classified\(([^)]*)\)/gm)].map(([, name, law]) => {
    const roles = /roles: \[([^\]]*)\]/.exec(law!)?.[1];
    return [name!, roles === undefined ? null : [...roles.matchAll(/"(\w+)"/g)].map(([, role]) => role!)];
  }));

/** The arguments by which a mutation names a youth, or a row that is kept of one. */
const NAMES_YOUTH = /\b(caseId|identifier|consentId|courtOrderId|reportId|documentId|accessId|noticeId|alertId): /;

/** The mutations about a youth, by name; of the others what they answer rests on no record. */
export const ABOUT_A_YOUTH: readonly string[] = [...ROLES_OF.keys()].filter((name) => {
  const input = new RegExp(`^ {2}${name}\\([^)]*input: (\\w+)`, 'm').exec(MUTATIONS)?.[1];
  return NAMES_YOUTH.test(new RegExp(`^input ${input} {[^}]*`, 'm').exec(SDL)?.[0] ?? '');
});

/** The mutations that an asker's role may send. */
export const openTo = (asker: Asker): readonly string[] => ABOUT_A_YOUTH.filter((name) => ROLES_OF.get(name)?.includes(roleOf(asker)) ?? true);

/** The tables whose rows are named by an argument, and the kinds of id that name them. */
const NAMES_ROW: Readonly<Record<string, readonly (readonly [table: string, type: string])[]>> = {
  consentId: [['consent', 'Consent']], courtOrderId: [['court_order', 'CourtOrder']], reportId: [['mandated_report', 'MandatedReport']],
  documentId: [['case_document', 'CaseDocument']], accessId: [['emergency_access', 'EmergencyAccess']], alertId: [['emergency_alert', 'EmergencyAlert']],
  approvalId: [['release_approval', 'ReleaseApproval']],
  findingId: [['screening_finding', 'ScreeningFinding']],
  linkId: [['partner_link', 'IdentityLink']],
  noticeId: [['seal_notice', 'SealNotice'], ['consent_withdrawal', 'WithdrawalNotice']],
};

const AGENCY_IDS = [...new Set(Object.values(AGENCY))];
const PERSON_IDS = Object.values(CALLER).map(({ personId }) => personId);
const TEAM_IDS = [TEAM_ID, OTHER_TEAM_ID, ...Object.values(SPECIAL_TEAM)];

const oneOf = <T>(list: readonly T[], draw: Draw): T => list[draw(list.length)]!;

function idFor(name: string, { county, n, asked }: Target, draw: Draw): string {
  const kinds = NAMES_ROW[name];
  if (kinds !== undefined) {
    const [table, type] = oneOf(kinds, draw);
    const rows = county.rows.filter((row) => row.n === n && row.table === table);
    return globalId(type, rows.length === 0 ? '00000000-0000-4000-8000-000000000000' : oneOf(rows, draw).values[keyColumn(table)] as string);
  }
  if (name === 'caseId') return asked.id;
  if (name === 'unlinkedPersonId') return globalId('UnlinkedPerson', '00000000-0000-4000-8000-00000000dead');
  if (/team/i.test(name)) return globalId('Team', oneOf(TEAM_IDS, draw));
  if (/agency/i.test(name)) return globalId('Agency', oneOf(AGENCY_IDS, draw));
  return globalId('Person', oneOf(PERSON_IDS, draw));
}

const DAYS = ['2026-02-20', '2025-10-15', '2025-06-01'];
const MOMENTS = ['2026-02-27T18:00:00Z', '2026-02-20T18:00:00Z', '2025-10-15T18:00:00Z'];
const WORDS = ['words', 'Synthetic', 'Fam. Code 6926'];

function scalarFor(name: string, type: string, target: Target, draw: Draw): unknown {
  switch (type) {
    case 'ID': return idFor(name, target, draw);
    case 'Boolean': return draw(3) > 0;
    case 'Int': return name === 'system' ? target.asked.system : 12 + draw(6);
    case 'Date': return oneOf(DAYS, draw);
    case 'DateTime': return oneOf(MOMENTS, draw);
    case 'CountyCode': return oneOf(['19', '33'], draw);
    default: return /categories/i.test(name) ? oneOf(CATEGORIES, draw) : name === 'value' ? target.asked.value : oneOf(WORDS, draw);
  }
}

function valueFor(name: string, type: GraphQLInputType, target: Target, draw: Draw): unknown {
  if (isNonNullType(type)) return valueFor(name, type.ofType, target, draw);
  if (isListType(type)) return Array.from({ length: draw(3) }, () => valueFor(name, type.ofType, target, draw));
  const named = getNamedType(type);
  if (isEnumType(named)) return oneOf(named.getValues(), draw).name;
  if (!isInputObjectType(named)) return scalarFor(name, named.name, target, draw);
  const fields: readonly GraphQLInputField[] = Object.values(named.getFields()).filter((field) => isRequiredInputField(field) || draw(2) === 0);
  return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.name, field.type, target, draw)]));
}

/** A mutation about a youth with drawn input, asking for everything that it answers. */
export function mutationOf(schema: GraphQLSchema, name: string, target: Target, draw: Draw): Asking {
  const field = schema.getMutationType()!.getFields()[name]!;
  const { type } = field.args.find((one) => one.name === 'input')!;
  return {
    query: `mutation($input: ${String(type)}) { ${name}(input: $input) ${everythingOf(getNamedType(field.type), 5)} }`,
    variables: { input: valueFor('input', type, target, draw) },
  };
}

const ids = new WeakMap<CanaryCounty, Map<number, ReadonlySet<string>>>();

/** The ids by which the rows of a youth are named, gathered once a county. */
function idsOf(county: CanaryCounty, n: number): ReadonlySet<string> {
  const known = ids.get(county) ?? new Map<number, ReadonlySet<string>>();
  ids.set(county, known);
  const found = known.get(n) ?? new Set(county.rows.filter((row) => row.n === n).flatMap(({ table, values }) =>
    Object.values(NAMES_ROW).flat().filter(([of]) => of === table).map(([, type]) => globalId(type, values[keyColumn(table)] as string))));
  known.set(n, found);
  return found;
}

/** An answer without the ids that were made for what it records; one that was there before, or was sent, stands. */
export function withoutNewIds(text: string, { variables }: Asking, { county, n }: Target): string {
  const sent = JSON.stringify(variables);
  const there = idsOf(county, n);
  return text.replaceAll(/("(?:id|\w+Id)\\*":\\*")([^"\\]+)/g, (whole, before: string, id: string) =>
    (before.includes('decisionId') || sent.includes(id) || there.has(id) ? whole : `${before}<new>`));
}
