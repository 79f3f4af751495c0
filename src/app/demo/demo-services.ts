import { DEMO_COUNTY, demoAgencyId } from '../../auth/demo-identities.js';
import { countyDay, plusDays, type Instant } from '../../kernel/dates.js';
import type { Category } from '../../law/category.js';
import type { Regime } from '../../law/regime.js';
import { NOT_REQUESTED, type ServiceRecord } from '../../model/service-record.js';
import type { YouthOutline } from '../../store/queries/youth-outlines.js';
import type { Keyed } from '../../store/writers/bulk.js';

interface PartnerService {
  readonly category: Category;
  readonly regime: Regime;
  readonly agency: 'behavioural-health' | 'substance-use-programme' | 'public-health';
  readonly system: string;
  readonly text: string;
  readonly consentedBy: 'MINOR' | 'COURT';
  readonly daysAgo: number;
}

const SERVICES: readonly PartnerService[] = [
  { category: 'MENTAL_HEALTH', regime: 'LPS', agency: 'behavioural-health', system: 'Behavioral Health record', text: 'Individual therapy, trauma-focused', consentedBy: 'MINOR', daysAgo: 12 },
  { category: 'MENTAL_HEALTH', regime: 'CMIA', agency: 'behavioural-health', system: 'Behavioral Health record', text: 'Medication-free counseling, private plan', consentedBy: 'MINOR', daysAgo: 33 },
  { category: 'SUBSTANCE_USE_PART2', regime: 'PART2', agency: 'substance-use-programme', system: 'Substance Use Program record', text: 'Program attendance, week 4', consentedBy: 'MINOR', daysAgo: 9 },
  { category: 'REPRODUCTIVE_HEALTH', regime: 'CMIA', agency: 'public-health', system: 'Clinic record', text: 'Family-planning visit', consentedBy: 'MINOR', daysAgo: 20 },
  { category: 'GENERAL_MEDICAL', regime: 'CMIA', agency: 'public-health', system: 'Clinic record', text: 'Well-child examination', consentedBy: 'COURT', daysAgo: 45 },
];

/** Service records that partners' systems hold of the demo's youths: all kinds for the youth of the tour, some for others. */
export function demoServices(tour: YouthOutline, youths: readonly YouthOutline[], now: Instant): readonly Keyed<ServiceRecord>[] {
  const others = youths.filter(({ subjectId }) => subjectId !== tour.subjectId);
  return [
    ...SERVICES.map((service) => recordOf(tour, service, now)),
    ...others.flatMap((youth, index) => (index % 3 === 0 ? [recordOf(youth, SERVICES[(index / 3) % SERVICES.length]!, now)] : [])),
  ];
}

function recordOf(youth: YouthOutline, service: PartnerService, now: Instant): Keyed<ServiceRecord> {
  const on = plusDays(countyDay(now), -service.daysAgo);
  return {
    subjectId: youth.subjectId, category: service.category, kind: 'SERVICE', service: null, serviceText: service.text, status: 'COMPLETED',
    method: null, startedOn: on, endedOn: on, ...NOT_REQUESTED, providerName: `Demo ${service.system} (synthetic)`,
    provenance: {
      system: service.system, regime: service.regime, sourceAgencyId: demoAgencyId(service.agency, DEMO_COUNTY),
      consentedBy: service.consentedBy, updatedAt: now,
    },
    recordKey: `demo ${service.category} ${service.regime}`,
  };
}
