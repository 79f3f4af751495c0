import { ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../kernel/dates.js';
import type { TeamStatute } from '../../law/agreement.js';
import { OPEN } from '../../law/classification.js';
import { Classified } from '../classified.js';
import { ACCOUNTING } from '../laws.js';
import { DateTimeScalar } from '../scalars.js';
import { AgencyType } from './agency.type.js';
import { TeamStatuteEnum } from './enums.js';
import { PageInfoType } from './page-info.type.js';

/** A seat in a team as it stood when a release rested on it. */
@ObjectType('TeamSeat', { description: 'A seat in a team as it stood when a release rested on it, whatever became of team and member since.' })
export class TeamSeatType {
  @Classified(ACCOUNTING, () => ID, { nullable: true, description: 'The team.' })
  teamId!: string | null;

  @Classified(ACCOUNTING, () => TeamStatuteEnum, { nullable: true, description: 'The statute of the team.' })
  statute!: TeamStatute | null;

  @Classified(ACCOUNTING, () => String, { nullable: true, description: 'The version of the county\'s written protocol; null when the team needs none.' })
  protocolVersion!: string | null;

  @Classified(ACCOUNTING, () => DateTimeScalar, { nullable: true, description: 'From when the member held the seat.' })
  joinedAt!: Instant | null;
}

/** One act of release to one caller, from the disclosure log. */
@ObjectType('Disclosure', { description: 'One act of release or refusal, from the tamper-evident disclosure log. It holds categories, rules and authorities, never values. Categories that law conceals from the reader are left out.' })
export class DisclosureType {
  @Classified(ACCOUNTING, () => ID, { nullable: true, description: 'Id of the decision.' })
  decisionId!: string | null;

  @Classified(ACCOUNTING, () => DateTimeScalar, { nullable: true, description: 'When.' })
  at!: Instant | null;

  @Classified(ACCOUNTING, () => AgencyType, { nullable: true, description: 'To which agency. Entries of recipients whose kind alone would tell what law conceals from the reader are absent.' })
  recipient!: AgencyType | null;

  @Classified(ACCOUNTING, () => String, { nullable: true, description: 'The recipient\'s role towards the youth.' })
  role!: string | null;

  @Classified(ACCOUNTING, () => String, { nullable: true, description: 'The purpose stated.' })
  purpose!: string | null;

  @Classified(ACCOUNTING, () => String, { nullable: true, description: 'RELEASED, WITHHELD, MESSAGE, SIMULATED, REDISCLOSURE_BLOCKED; ACCOUNTED: an accounting was told; APPROVED, APPROVAL_REFUSED, APPROVAL_WITHDRAWN, APPROVALS_READ: an officer decided on an approval, or read what waits.' })
  outcome!: string | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Categories released.' })
  categoriesReleased!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Categories asked for and withheld.' })
  categoriesWithheld!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Rules that decided.' })
  rules!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Authorities that the rules cite.' })
  authorities!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Consents that the release rests on, each with its version: `id@3`.' })
  consents!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [ID], { nullable: true, description: 'Teams that the release rests on.' })
  teams!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [TeamSeatType], { nullable: true, description: 'The recipient\'s seats in those teams as they stood then; none in earlier entries.' })
  teamSeats!: readonly TeamSeatType[] | null;

  @Classified(ACCOUNTING, () => [ID], { nullable: true, description: 'Court orders that the release rests on and that are still on file.' })
  courtOrders!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [ID], { nullable: true, description: 'Compelled reports that the release belongs to.' })
  mandatedReports!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [ID], { nullable: true, description: 'Accesses by breaking the glass that the release rests on.' })
  emergencies!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [ID], { nullable: true, description: 'Approvals that the county\'s policy asked for and the release rests on.' })
  approvals!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'For what reasons the glass was broken.' })
  breakGlassReasons!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Notices that went with the release.' })
  notices!: readonly string[] | null;

  @Classified(ACCOUNTING, () => [String], { nullable: true, description: 'Labels that went with the release.' })
  labels!: readonly string[] | null;
}

@ObjectType('DisclosureEdge', { description: 'A disclosure in a list.' })
export class DisclosureEdgeType {
  @Classified(OPEN, () => String, { description: 'Where the list goes on.' })
  cursor!: string;

  @Classified(ACCOUNTING, () => DisclosureType, { nullable: true, description: 'The disclosure.' })
  node!: DisclosureType | null;
}

@ObjectType('DisclosureConnection', { description: 'Disclosures of one youth, newest first.' })
export class DisclosureConnectionType {
  @Classified(OPEN, () => [DisclosureEdgeType], { description: 'The page.' })
  edges!: readonly DisclosureEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}
