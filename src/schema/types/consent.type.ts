import { ID, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../kernel/ids.js';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { Consent } from '../../model/consent.js';
import { Classified } from '../classified.js';
import type { ConsentDocuments } from '../consent-documents.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { ConsentEffectEnum, ConsentRegimeEnum, ConsentStatusEnum } from './enums.js';

/** A recorded release of information, or a refusal, as its recorder sees it. */
@ObjectType('Consent', { description: 'A recorded release of information, or a refusal, for the agency that recorded it. Validity is checked at every use (K01 to K30).' })
export class ConsentType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Global id.' })
  id!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => Int, { nullable: true, description: 'Version; each change makes the next. Null where uses are not told.' })
  version!: number | null;

  @Classified(COUNTY_ADMINISTRATION, () => ConsentEffectEnum, { nullable: true, description: 'Release or refusal.' })
  effect!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ConsentStatusEnum, { nullable: true, description: 'Where it stands. Null while it is not withdrawn, where uses are not told.' })
  status!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => [String], { nullable: true, description: 'Checks that failed when it was recorded; an invalid consent releases nothing.' })
  failedChecks!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [ConsentRegimeEnum], { nullable: true, description: 'Laws it claims to satisfy.' })
  regimes!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [String], { nullable: true, description: 'Categories it names.' })
  categories!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [ID], { nullable: true, description: 'Agencies it names as recipients.' })
  recipientAgencyIds!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => [String], { nullable: true, description: 'Purposes it names.' })
  purposes!: readonly string[] | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'From when it stands.' })
  effectiveFrom!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'Last day, on California\'s calendar; null when it ends by event or with treatment.' })
  expiresOn!: LocalDate | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When its revocation was received in writing.' })
  revokedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was withdrawn orally, which suspends it at once.' })
  suspendedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was recorded.' })
  recordedAt!: Instant | null;

  @Classified(COUNTY_ADMINISTRATION, () => Int, { nullable: true, description: 'How often it may be used; null without end of uses.' })
  maxUses!: number | null;

  @Classified(COUNTY_ADMINISTRATION, () => Int, { nullable: true, description: 'How often it was used: by answers that it opened, whether or not there was a record. Null to whom law conceals whether there is a record of what it names.' })
  usesSoFar!: number | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'The whole consent as FHIR R4 JSON, which `recordFhirConsent` reads back; for workers of the youth\'s county who carry the case and may be told its uses.' })
  fhir!: string | null;
}

@ObjectType('ConsentConflict', { description: 'Two instructions of one youth that say different things. The narrower holds until the youth is asked (K28).' })
export class ConsentConflictType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The release that the other takes back in part.' })
  widerConsentId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The instruction that holds.' })
  narrowerConsentId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => [String], { nullable: true, description: 'Categories on which they differ.' })
  categories!: readonly string[] | null;
}

const BY_USE: readonly string[] = ['ACTIVE', 'EXHAUSTED'];

/**
 * What is shown of a consent; with its documents, for whoever may have the whole, its FHIR form when it is asked for. To
 * whom its uses may not be told, nothing is that a use changes.
 */
export function consentFields(consent: Consent, documents: ConsentDocuments | null, usesTold: boolean): ConsentType {
  return {
    id: globalId('Consent', consent.id), effect: consent.effect, version: usesTold ? consent.version : null,
    status: usesTold || !BY_USE.includes(consent.status) ? consent.status : null,
    failedChecks: consent.failedChecks, regimes: consent.regimes, categories: consent.categories,
    recipientAgencyIds: consent.recipientAgencyIds.map((id) => globalId('Agency', id)), purposes: consent.purposes,
    effectiveFrom: consent.effectiveFrom, expiresOn: consent.expiry.kind === 'DATE' ? consent.expiry.on : null,
    revokedAt: consent.revocation?.writtenReceivedAt ?? null, suspendedAt: consent.revocation?.oralStatedAt ?? null,
    recordedAt: consent.recordedAt, maxUses: consent.maxUses, usesSoFar: usesTold ? consent.usesSoFar : null,
    get fhir() {
      return documents === null || !usesTold ? null : documents.write(consent);
    },
  };
}
