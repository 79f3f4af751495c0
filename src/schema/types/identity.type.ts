import { ID, Int, ObjectType } from 'type-graphql';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import { globalId } from '../../kernel/ids.js';
import { CALLER, OPEN } from '../../law/classification.js';
import type { Suggestion } from '../../loaders/crosswalk-register.js';
import { isNamedOpenly, type NamingAgency } from '../../policy/crosswalk/who-links.js';
import type { KeptLink, UndoneLink } from '../../store/crosswalk/kept-links.js';
import { Classified } from '../classified.js';
import { COUNTY_ADMINISTRATION } from '../laws.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { SexEnum } from './enums.js';
import { IdentityDecidedEnum, LikenessEnum, LinkBasisEnum, MatchFeatureNameEnum, MatchGradeEnum } from './identity-enums.js';
import { PageInfoType } from './page-info.type.js';
import { UserErrorType } from './payload.type.js';

@ObjectType('MatchFeature', { description: 'What one feature weighs for or against its being one person.' })
export class MatchFeatureType {
  @Classified(COUNTY_ADMINISTRATION, () => MatchFeatureNameEnum, { description: 'What was compared.' })
  feature!: string;

  @Classified(COUNTY_ADMINISTRATION, () => LikenessEnum, { description: 'How the two stand to each other.' })
  likeness!: string;

  @Classified(COUNTY_ADMINISTRATION, () => Int, { description: 'Its weight, below zero where it speaks against.' })
  weight!: number;
}

@ObjectType('IdentitySuggestion', { description: 'A person whom a partner named and who may be this youth: for the worker who carries the case, and never for the partner.' })
export class IdentitySuggestionType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'The person, for `confirmIdentity` and `rejectIdentity`.' })
  unlinkedPersonId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'The agency that named her.' })
  agencyId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'First name, as the partner told it.' })
  firstName!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Middle name, as the partner told it.' })
  middleName!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => String, { nullable: true, description: 'Last name, as the partner told it.' })
  lastName!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateScalar, { nullable: true, description: 'Birth date, as the partner told it.' })
  bornOn!: LocalDate | null;

  @Classified(COUNTY_ADMINISTRATION, () => SexEnum, { nullable: true, description: 'Sex, as the partner told it.' })
  sex!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { description: 'When the partner first named her.' })
  receivedAt!: Instant;

  @Classified(COUNTY_ADMINISTRATION, () => MatchGradeEnum, { nullable: true, description: 'How likely it is one person, by what the partner told of her; null for one who is shown for another reason and is not likely.' })
  grade!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => Boolean, { description: 'Whether the partner named her by a number or pseudonym that is this youth\'s. She is not linked by it, for a name of the partner\'s for this youth was wrong before, or it has several.' })
  meant!: boolean;

  @Classified(COUNTY_ADMINISTRATION, () => IdentityDecidedEnum, { nullable: true, description: 'What a worker said of her beside this youth; null where nobody did.' })
  decided!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => Int, { description: 'The sum of the weights of the features.' })
  weight!: number;

  @Classified(COUNTY_ADMINISTRATION, () => [MatchFeatureType], { description: 'What each feature weighs.' })
  features!: readonly MatchFeatureType[];
}

export function suggestionFields({ person, match }: Suggestion): IdentitySuggestionType {
  const { firstName, middleName, lastName, bornOn, sex, receivedAt } = person;
  return {
    unlinkedPersonId: globalId('UnlinkedPerson', person.id), agencyId: globalId('Agency', person.agencyId), firstName, middleName, lastName, bornOn, sex, receivedAt,
    grade: match.grade, meant: person.meant, decided: person.decided, weight: match.weight, features: match.features,
  };
}

@ObjectType('IdentitySuggestionEdge', { description: 'A suggestion of a page.' })
export class IdentitySuggestionEdgeType {
  @Classified(OPEN, () => String, { description: 'Cursor.' })
  cursor!: string;

  @Classified(OPEN, () => IdentitySuggestionType, { description: 'The suggestion.' })
  node!: IdentitySuggestionType;
}

@ObjectType('IdentitySuggestionConnection', { description: 'Suggestions, the likeliest first.' })
export class IdentitySuggestionConnectionType {
  @Classified(OPEN, () => [IdentitySuggestionEdgeType], { description: 'The page.' })
  edges!: readonly IdentitySuggestionEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('IdentityCandidates', { description: 'A case and the persons who wait and may be its youth, for the worker who carries it.' })
export class IdentityCandidatesType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'Global id of the case, for `confirmIdentity`, `rejectIdentity` and `identitySuggestions`.' })
  caseId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => [IdentitySuggestionType], { description: 'The likeliest first, ten at most; `identitySuggestions` has all of the case.' })
  suggestions!: readonly IdentitySuggestionType[];
}

@ObjectType('IdentityCandidatesEdge', { description: 'A case of a page.' })
export class IdentityCandidatesEdgeType {
  @Classified(OPEN, () => String, { description: 'Cursor.' })
  cursor!: string;

  @Classified(OPEN, () => IdentityCandidatesType, { description: 'The case and the persons.' })
  node!: IdentityCandidatesType;
}

@ObjectType('IdentityCandidatesConnection', { description: 'Cases for which somebody waits, in no order that tells anything. There is no total.' })
export class IdentityCandidatesConnectionType {
  @Classified(OPEN, () => [IdentityCandidatesEdgeType], { description: 'The page.' })
  edges!: readonly IdentityCandidatesEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('IdentityLink', { description: 'Whom a partner means by an identifier of its own, for the worker who carries the case.' })
export class IdentityLinkType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'The link, for `undoIdentityLink`.' })
  linkId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'The agency whose identifier it is.' })
  agencyId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => String, { description: 'The agency\'s naming system; never its number.' })
  system!: string;

  @Classified(COUNTY_ADMINISTRATION, () => LinkBasisEnum, { description: 'On what it rests.' })
  basis!: string;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'Who confirmed it; null where it follows from what was exchanged.' })
  confirmedByPersonId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { description: 'Since when.' })
  linkedAt!: Instant;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { nullable: true, description: 'When it was undone; null while it stands.' })
  undoneAt!: Instant | null;
}

export function linkFields({ id, agencyId, system, basis, linkedByPersonId, linkedAt, undone }: KeptLink): IdentityLinkType {
  return {
    linkId: globalId('IdentityLink', id), agencyId: globalId('Agency', agencyId), system, basis, linkedAt, undoneAt: undone?.at ?? null,
    confirmedByPersonId: basis === 'CONFIRMED' ? globalId('Person', linkedByPersonId) : null,
  };
}

@ObjectType('UndoneIdentityLink', { description: 'A link that was undone, for the county\'s privacy officer: what had been told under it.' })
export class UndoneIdentityLinkType {
  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'The link.' })
  linkId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'The case that it was to.' })
  caseId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { nullable: true, description: 'The agency; null where its name alone tells what law conceals.' })
  agencyId!: string | null;

  @Classified(COUNTY_ADMINISTRATION, () => LinkBasisEnum, { description: 'On what it rested.' })
  basis!: string;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { description: 'From when it stood.' })
  linkedAt!: Instant;

  @Classified(COUNTY_ADMINISTRATION, () => DateTimeScalar, { description: 'When it was undone.' })
  undoneAt!: Instant;

  @Classified(COUNTY_ADMINISTRATION, () => ID, { description: 'Who undid it.' })
  undoneByPersonId!: string;

  @Classified(COUNTY_ADMINISTRATION, () => String, { description: 'Why.' })
  reason!: string;

  @Classified(COUNTY_ADMINISTRATION, () => [String], { description: 'Disclosures of this youth to the agency while it stood, by their ids in the accounting.' })
  disclosureIds!: readonly string[];

  @Classified(COUNTY_ADMINISTRATION, () => [String], { description: 'Disclosures of this youth to others while it stood in which records that came by it may have been, by their ids in the accounting.' })
  shownIds!: readonly string[];
}

/** A link that was undone; its agency is named where that tells nothing that law conceals. */
export function undoneLinkFields(link: UndoneLink, agency: NamingAgency | null): UndoneIdentityLinkType {
  const { id, subjectId, agencyId, basis, linkedAt, undone } = link;
  return {
    linkId: globalId('IdentityLink', id), caseId: globalId('Case', subjectId), agencyId: agency !== null && isNamedOpenly(agency) ? globalId('Agency', agencyId) : null,
    basis, linkedAt, undoneAt: undone.at, undoneByPersonId: globalId('Person', undone.byPersonId), reason: undone.because, disclosureIds: undone.disclosureIds,
    shownIds: undone.shownIds,
  };
}

@ObjectType('UndoneIdentityLinkEdge', { description: 'An undone link of a page.' })
export class UndoneIdentityLinkEdgeType {
  @Classified(OPEN, () => String, { description: 'Cursor.' })
  cursor!: string;

  @Classified(OPEN, () => UndoneIdentityLinkType, { description: 'The link.' })
  node!: UndoneIdentityLinkType;
}

@ObjectType('UndoneIdentityLinkConnection', { description: 'Links that were undone, newest first.' })
export class UndoneIdentityLinkConnectionType {
  @Classified(OPEN, () => [UndoneIdentityLinkEdgeType], { description: 'The page.' })
  edges!: readonly UndoneIdentityLinkEdgeType[];

  @Classified(OPEN, () => PageInfoType, { description: 'Whether more follow.' })
  pageInfo!: PageInfoType;
}

@ObjectType('ConfirmIdentityPayload', { description: 'A link as made.' })
export class ConfirmIdentityPayloadType {
  @Classified(CALLER, () => ID, { nullable: true, description: 'The link; null when none was made.' })
  linkId!: string | null;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('RejectIdentityPayload', { description: 'A suggestion rejected.' })
export class RejectIdentityPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('UndoIdentityLinkPayload', { description: 'A link undone.' })
export class UndoIdentityLinkPayloadType {
  @Classified(CALLER, () => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Classified(CALLER, () => [UserErrorType], { description: 'What is to mend.' })
  userErrors!: readonly UserErrorType[];
}
