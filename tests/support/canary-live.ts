import type { Category } from '../../src/law/category.js';
import type { Cell } from '../../src/law/category-regimes.js';
import { CONSENTED_BY } from '../../adapters/service-histories/fhir-labels.js';
import { Planter, type Canary } from './canary-county.js';
import { columnVisible, knowsSource } from './canary-oracle.js';
import type { Asker } from './canary-grants.js';
import { AGENCY, YOUTHS, youthId } from './canary-youths.js';
import type { TestGateway } from './gateway.js';
import type { PartnerFhirServer } from './partner-fhir-server.js';
import { AGENCY as PARTNER, SCENARIO_AGREEMENTS } from './scenario-people.js';

/** A partner that serves every youth of its county and is asked now, and what its agreement has it hold. */
export interface LiveSource {
  readonly agencyId: string;
  readonly cells: readonly Cell[];
  /** Care of which a minor disposed herself, too. */
  readonly minorsOwnCare: boolean;
}

/** Sources of one law and of several, as the callers differ in what they are released of them. */
export const LIVE_SOURCES: readonly LiveSource[] = [
  { agencyId: AGENCY.provider, minorsOwnCare: false, cells: [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }] },
  { agencyId: AGENCY.clinic, minorsOwnCare: true, cells: [{ category: 'MENTAL_HEALTH', regime: 'LPS' }, { category: 'GENERAL_MEDICAL', regime: 'LPS' }] },
  { agencyId: AGENCY.programme, minorsOwnCare: true, cells: [{ category: 'SUBSTANCE_USE_PART2', regime: 'PART2' }] },
  { agencyId: AGENCY.publicHealth, minorsOwnCare: true, cells: [{ category: 'HIV', regime: 'CMIA' }, { category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA' }] },
  { agencyId: PARTNER.hospital, minorsOwnCare: false, cells: [{ category: 'GENERAL_MEDICAL', regime: 'CMIA' }] },
  { agencyId: PARTNER.school, minorsOwnCare: false, cells: [{ category: 'EDUCATION', regime: 'FERPA' }] },
  {
    agencyId: PARTNER.trafficking, minorsOwnCare: false,
    cells: [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }, { category: 'SUBSTANCE_USE_OTHER', regime: 'CHILD_WELFARE' }],
  },
];

/** A value in a partner's answer. Untold: of what the gateway takes from no answer, whoever asks. */
export interface LiveCanary extends Canary {
  readonly source: LiveSource;
  readonly untold: boolean;
}

type Resource = Readonly<Record<string, unknown>>;

/** What partners answer, and every value in it. */
export interface LiveAnswers {
  readonly canaries: readonly LiveCanary[];
  /** The name by which a source knows a youth: itself a value that no answer of the gateway may hold. */
  readonly names: ReadonlyMap<string, { readonly source: LiveSource; readonly n: number }>;
  readonly resources: (name: string, type: string) => readonly Resource[];
}

/** Words and days of answers are numbered from here, so that none is a value of the county; of days there are few. */
const WORDS_BEGIN = 50_000;
const DAYS_BEGIN = 26_000;
const SYSTEM = 'urn:canary:mrn';
const TYPES = ['Encounter', 'Procedure', 'ServiceRequest'] as const;

/** The county in whose name its partners agreed. */
const COUNTY = '19';

/** Plants what every source answers of every youth. */
export function liveAnswers(): LiveAnswers {
  const [words, days] = [new Planter(WORDS_BEGIN), new Planter(DAYS_BEGIN)];
  const canaries: LiveCanary[] = [];
  const names = new Map<string, { readonly source: LiveSource; readonly n: number }>();
  const answers = new Map<string, Resource[]>();
  for (const { n } of YOUTHS) {
    for (const [at, source] of LIVE_SOURCES.entries()) {
      const value = (key: string, column: string, untold: boolean): string => {
        const canary = { n, table: 'service_record', key, column };
        const form = (column.endsWith('_on') ? days.value('day', canary) : words.value('text', canary)) as string;
        canaries.push({ ...canary, form, source, untold });
        return form;
      };
      const name = value('partner', 'name', true);
      names.set(name, { source, n });
      answers.set(name, resourcesOf(source, { name, n, place: n + at, value }));
    }
  }
  const resources = (name: string, type: string): readonly Resource[] =>
    (answers.get(name) ?? []).filter(({ resourceType }) => resourceType === type || resourceType === 'Patient');
  return { canaries, names, resources };
}

interface Planting {
  readonly name: string;
  readonly n: number;
  readonly place: number;
  readonly value: (key: string, column: string, untold: boolean) => string;
}

/** Of these several sources tell of one service on one day, under a name that they share: it is told once, with what each says of it. */
const SHARED: readonly Category[] = ['CASE_FACTS', 'GENERAL_MEDICAL'];
const SHARED_DAY = '2026-02-01';

/** A record of each law by each who could consent to it; beside them what is not taken: of another law, of another person, taken back. */
function resourcesOf({ cells, minorsOwnCare }: LiveSource, { name, n, place, value }: Planting): Resource[] {
  const consenters = minorsOwnCare ? ['MINOR', 'PARENT'] as const : ['PARENT'] as const;
  const told = cells.flatMap((cell) => consenters.map((by) => ({ cell, by })));
  const subject = (of: string): Resource => ({ identifier: { system: SYSTEM, value: of } });
  const one = (at: number, { category, regime }: Cell, by: string, untold: boolean): Resource => {
    const key = `${category} ${regime}${by === 'PARENT' ? ' parent' : ''}`;
    const own = (column: string, never = untold): string => value(key, column, never);
    return recordOf(TYPES[(place + at) % TYPES.length]!, {
      id: own('id', true), by, category, text: own('service_text'), from: own('started_on'), to: own('ended_on'), provider: own('provider_name'),
      note: own('note', true), subject: subject(name),
    }, own);
  };
  const foreign = cells[0]!.category === 'ADOPTION' ? 'EDUCATION' : 'ADOPTION';
  return [
    ...told.map(({ cell, by }, at) => one(at, cell, by, false)),
    ...cells.filter(({ category }) => SHARED.includes(category)).map(({ category, regime }): Resource => {
      const own = (column: string): string => value(`${category} ${regime} parent`, column, false);
      const common = { id: value('partner', 'shared', true), by: 'PARENT', category, note: value('partner', 'note', true), subject: subject(name) };
      const visit = recordOf('Encounter', { ...common, text: own('service_text'), from: SHARED_DAY, to: '', provider: own('provider_name') }, own);
      return { ...visit, identifier: [{ system: 'urn:canary:visit', value: `${category} of ${n}` }], period: { start: SHARED_DAY } };
    }),
    { ...one(0, cells[0]!, 'PARENT', true), status: 'entered-in-error' },
    { ...one(1, cells[0]!, 'PARENT', true), subject: subject(value('partner', 'another', true)) },
    // Whatever a programme under Part 2 holds is under Part 2, whichever label it bears.
    ...(cells[0]!.regime === 'PART2' ? [] : [one(2, { category: foreign, regime: 'CHILD_WELFARE' }, 'PARENT', true)]),
    {
      resourceType: 'Patient', id: value('partner', 'patient', true), identifier: [subject(name)['identifier']],
      name: [{ family: value('partner', 'family', true) }],
    },
  ];
}

interface RecordWords {
  readonly id: string; readonly by: string; readonly category: string; readonly text: string; readonly from: string; readonly to: string;
  readonly provider: string; readonly note: string; readonly subject: Resource;
}

/** `own`: makes what only a request tells. */
function recordOf(resourceType: (typeof TYPES)[number], { id, by, category, text, from, to, provider, note, subject }: RecordWords, own: (column: string) => string): Resource {
  const period = { start: from, end: to };
  const common = {
    resourceType, id, subject, meta: { security: [{ system: 'urn:ca:csec:category', code: category }] },
    identifier: [{ system: 'urn:canary:visit', value: `${id}-shared` }],
    extension: [{ url: CONSENTED_BY, valueCode: by }], note: [{ text: note }], reasonCode: [{ text: note }],
  };
  switch (resourceType) {
    case 'Encounter':
      return { ...common, status: 'finished', class: { code: 'AMB' }, type: [{ text }], period, serviceProvider: { display: provider } };
    case 'Procedure': return { ...common, status: 'completed', code: { text }, performedPeriod: period, performer: [{ actor: { display: provider } }] };
    case 'ServiceRequest':
      return {
        ...common, status: 'active', intent: 'order', priority: 'urgent', authoredOn: own('requested_on'), code: { text }, occurrencePeriod: period,
        performer: [{ display: provider }],
      };
  }
}

/** Has every source agree to be asked at that server and know every youth by its own name for her. */
export async function plantLive(gateway: TestGateway, partner: PartnerFhirServer, { names, resources }: LiveAnswers): Promise<void> {
  for (const { agencyId, cells, minorsOwnCare } of LIVE_SOURCES) {
    const { id } = SCENARIO_AGREEMENTS.find((one) => one.agencyId === agencyId && one.county === COUNTY)!;
    await gateway.sql('delete from csec.history_terms where agreement_id = $1', [id]);
    await gateway.sql(`insert into csec.history_terms values ($1, $2, 'PARENT', $3, false, $4, $5, 'it', now())`,
      [id, JSON.stringify(cells), minorsOwnCare, partner.base, agencyId]);
  }
  await gateway.sql('delete from csec.partner_link where undone_at is null');
  const links = [...names].map(([value, { source, n }]) => ({ subject_id: youthId(n), agency_id: source.agencyId, value }));
  await gateway.sql(`insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
    select subject_id, gen_random_uuid(), agency_id, $1, value, 'CONFIRMED', agency_id, 'it', now()
    from jsonb_to_recordset($2::jsonb) as t(subject_id uuid, agency_id uuid, value text)`,
  [SYSTEM, JSON.stringify(links)]);
  partner.resourcesFor = (type, form) => resources(form.get('patient.identifier')!.split('|')[1]!, type);
}

/** Whether the asker may know that the source serves that youth, and is answered with what it says now. */
const isAsked = (asker: Asker, n: number, source: LiveSource): boolean =>
  YOUTHS.some((one) => one.n === n && one.county === COUNTY) && knowsSource(asker, n, source);

/** What an asker is told of partners' answers. */
export const liveTo = (asker: Asker, { canaries }: LiveAnswers): readonly LiveCanary[] =>
  canaries.filter((canary) => !canary.untold && isAsked(asker, canary.n, canary.source) && columnVisible(asker, canary.n, canary));

/** Whom partners are asked of when an asker asks for everything live. */
export const askedFor = (asker: Asker, { names }: LiveAnswers): readonly string[] =>
  [...names].filter(([, { n, source }]) => isAsked(asker, n, source)).map(([name]) => name).sort();
