import { ObjectType } from 'type-graphql';
import type { LocalDate } from '../../kernel/dates.js';
import type { CsecGridEntry } from '../../model/csec-grid-entry.js';
import type { SpecialProjectParticipation } from '../../model/special-project-participation.js';
import { Classified } from '../classified.js';
import { CSEC } from '../laws.js';
import { DateScalar } from '../scalars.js';
import { CodedValueType, codedValue } from './coded-value.type.js';
import { ProgrammeEnum, ThroughEnum } from './enums.js';

/** One row of the CSEC Grid. Source: CSECHIST. */
@ObjectType('CsecGridEntry', { description: 'One row of the CSEC Grid: a status that the county asserts, never a diagnosis. Source: CSECHIST (ACL 16-49).' })
export class CsecGridEntryType {
  @Classified(CSEC, () => CodedValueType, { nullable: true, description: 'One of the six grid types. Source: CSECHIST.CSEC_TPC.' })
  type!: CodedValueType | null;

  @Classified(CSEC, () => Boolean, { nullable: true, description: 'Victim or at risk, by the code table\'s own split; null for an unknown type. Source: SYS_CD_C.OTHER_CD.' })
  isVictim!: boolean | null;

  @Classified(CSEC, () => DateScalar, { nullable: true, description: 'First day. Source: CSECHIST.START_DT.' })
  startedOn!: LocalDate | null;

  @Classified(CSEC, () => DateScalar, { nullable: true, description: 'Last day; null while it goes on. Source: CSECHIST.END_DT.' })
  endedOn!: LocalDate | null;

  @Classified(CSEC, () => [String], { nullable: true, description: 'Breaches of CWS/CMS business rules that the row was kept with.' })
  flags!: readonly string[] | null;
}

export function gridEntryFields(entry: CsecGridEntry): CsecGridEntryType {
  return {
    type: codedValue(entry.type, 'CSEC_TPC'), isVictim: entry.isVictim, startedOn: entry.startedOn, endedOn: entry.endedOn, flags: entry.flags,
  };
}

/** A special-project participation. Source: SPRJ_RFT, SPRJ_CST, SPC_PRJT. */
@ObjectType('SpecialProjectParticipation', { description: 'A referral or case of the youth taking part in a CWS/CMS special project (ACL 15-49, ACL 16-74). Source: SPRJ_RFT, SPRJ_CST, SPC_PRJT.' })
export class SpecialProjectParticipationType {
  @Classified(CSEC, () => String, { nullable: true, description: 'The project\'s name as the county wrote it. Source: SPC_PRJT.PROJECT_NM.' })
  projectName!: string | null;

  @Classified(CSEC, () => ProgrammeEnum, { nullable: true, description: 'What the project is to the CSEC programme.' })
  programme!: string | null;

  @Classified(CSEC, () => CodedValueType, { nullable: true, description: 'The grid type that a historical code stands for, where the county configured it.' })
  impliedGridType!: CodedValueType | null;

  @Classified(CSEC, () => ThroughEnum, { nullable: true, description: 'Whether a referral or a case takes part.' })
  through!: string | null;

  @Classified(CSEC, () => DateScalar, { nullable: true, description: 'First day.' })
  startedOn!: LocalDate | null;

  @Classified(CSEC, () => DateScalar, { nullable: true, description: 'Last day; null while it goes on.' })
  endedOn!: LocalDate | null;

  @Classified(CSEC, () => [String], { nullable: true, description: 'Breaches of business rules that the row was kept with.' })
  flags!: readonly string[] | null;
}

export function specialProjectFields(row: SpecialProjectParticipation): SpecialProjectParticipationType {
  const implied = row.impliedGridType === null ? null : { code: row.impliedGridType, display: null };
  return {
    projectName: row.projectName, programme: row.programme, impliedGridType: codedValue(implied, 'CSEC_TPC'), through: row.through,
    startedOn: row.startedOn, endedOn: row.endedOn, flags: row.flags,
  };
}
