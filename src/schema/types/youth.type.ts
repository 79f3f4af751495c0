import { Int, ObjectType } from 'type-graphql';
import { ageOn, countyDay, type Instant, type LocalDate } from '../../kernel/dates.js';
import type { Youth } from '../../model/youth.js';
import { Classified } from '../classified.js';
import { ELECTION, IDENTITY, IDENTITY_MINIMUM, REPRODUCTIVE, SOGIE } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';
import { AgeBandEnum, SexEnum } from './enums.js';

/** The youth of a case. Source: CLIENT_T, CHLD_CLT. */
@ObjectType('Youth', { description: 'The child or non-minor dependent whom a case is about. Always a victim or a youth at risk (SB 1322).' })
export class YouthType {
  @Classified(IDENTITY_MINIMUM, () => String, { nullable: true, description: 'First name. Source: CLIENT_T.COM_FST_NM.' })
  firstName!: string | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Middle name. Source: CLIENT_T.COM_MID_NM.' })
  middleName!: string | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Last name. Source: CLIENT_T.COM_LST_NM.' })
  lastName!: string | null;

  @Classified(IDENTITY, () => String, { nullable: true, description: 'Suffix of the name. Source: CLIENT_T.SUFX_TLDSC.' })
  nameSuffix!: string | null;

  @Classified(IDENTITY, () => DateScalar, { nullable: true, description: 'Birth date. Source: CLIENT_T.BIRTH_DT.' })
  bornOn!: LocalDate | null;

  @Classified(IDENTITY, () => Boolean, { nullable: true, description: 'Whether the birth date is an estimate. Source: CLIENT_T.EST_DOB_CD; null when not provided.' })
  birthDateEstimated!: boolean | null;

  @Classified(IDENTITY, () => Int, { nullable: true, description: 'Whole years of age today, on California\'s calendar.' })
  age!: number | null;

  @Classified(IDENTITY_MINIMUM, () => AgeBandEnum, { nullable: true, description: 'Age in a band.' })
  ageBand!: string | null;

  @Classified(IDENTITY, () => DateScalar, { nullable: true, description: 'Date of death. Source: CLIENT_T.DEATH_DT.' })
  diedOn!: LocalDate | null;

  @Classified(IDENTITY, () => SexEnum, { nullable: true, description: 'Sex. Source: CLIENT_T.GENDER_CD.' })
  sex!: string | null;

  @Classified(IDENTITY, () => CodedValueType, { nullable: true, description: 'Primary ethnicity. Source: CLIENT_T.P_ETHNCTYC.' })
  ethnicity!: CodedValueType | null;

  @Classified(IDENTITY, () => CodedValueType, { nullable: true, description: 'Primary language. Source: CLIENT_T.P_LANG_TPC.' })
  primaryLanguage!: CodedValueType | null;

  @Classified(IDENTITY, () => CodedValueType, { nullable: true, description: 'Secondary language. Source: CLIENT_T.S_LANG_TC.' })
  secondaryLanguage!: CodedValueType | null;

  @Classified(SOGIE, () => CodedValueType, { nullable: true, description: 'Sexual orientation, where the youth gave it. Source: CLIENT_T.CLNT_SOC.' })
  sexualOrientation!: CodedValueType | null;

  @Classified(SOGIE, () => CodedValueType, { nullable: true, description: 'Gender identity, where the youth gave it. Source: CLIENT_T.CLNT_GIC.' })
  genderIdentity!: CodedValueType | null;

  @Classified(REPRODUCTIVE, () => Boolean, { nullable: true, description: 'Whether the youth is a parent. Source: CHLD_CLT.MNRMOM_IND.' })
  minorParent!: boolean | null;

  @Classified(ELECTION, () => Boolean, { nullable: true, description: 'True where she elected that her name becomes no public record; else null (PC 293).' })
  victimConfidentialityElected!: true | null;
}

/** What is told of a youth beside her row: whether she elected, and when is asked. */
export interface YouthToday {
  readonly victimElection: boolean;
  readonly asOf: Instant;
}

/** The leaf fields of a youth before release. */
export function youthFields(youth: Youth, { victimElection, asOf }: YouthToday): YouthType {
  const age = youth.bornOn === null ? null : ageOn(youth.bornOn, countyDay(asOf));
  return {
    firstName: youth.firstName, middleName: youth.middleName, lastName: youth.lastName, nameSuffix: youth.nameSuffix,
    bornOn: youth.bornOn, birthDateEstimated: youth.birthDateEstimated, age, ageBand: age === null ? null : ageBand(age),
    diedOn: youth.diedOn, sex: youth.sex, ethnicity: codedValue(youth.ethnicity, 'ETHNCTYC'),
    primaryLanguage: codedValue(youth.primaryLanguage, 'LANG_TPC'), secondaryLanguage: codedValue(youth.secondaryLanguage, 'LANG_TPC'),
    sexualOrientation: codedValue(youth.sexualOrientation, 'CLNT_SOC'), genderIdentity: codedValue(youth.genderIdentity, 'CLNT_GIC'),
    minorParent: youth.minorParent, victimConfidentialityElected: victimElection ? true : null,
  };
}

function ageBand(age: number): keyof typeof AgeBandEnum {
  if (age < 10) return 'UNDER_10';
  if (age < 13) return 'AGE_10_12';
  if (age < 16) return 'AGE_13_15';
  return age < 18 ? 'AGE_16_17' : 'AGE_18_PLUS';
}
