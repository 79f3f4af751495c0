import { LINK_BASES } from '../../model/partner-link.js';
import { BIRTH_LIKENESSES, MATCH_GRADES, SEX_LIKENESSES } from '../../policy/crosswalk/identity-match.js';
import { NAME_LIKENESSES } from '../../policy/crosswalk/names-alike.js';
import { closedEnum } from './closed-enum.js';

export const MatchGradeEnum = closedEnum('MatchGrade', MATCH_GRADES, 'How likely two descriptions are of one person, in FHIR\'s words; never certain, for a worker decides.');
export const MatchFeatureNameEnum = closedEnum('MatchFeatureName', ['LAST_NAME', 'FIRST_NAME', 'BIRTH_DATE', 'SEX'], 'What is compared.');
export const LikenessEnum = closedEnum('Likeness', [...new Set([...NAME_LIKENESSES, ...BIRTH_LIKENESSES, ...SEX_LIKENESSES])], 'How two values stand to each other.', {
  PART: 'One name is a part of the other.', PHONETIC: 'They sound alike (Double Metaphone).', CLOSE: 'A letter apart, or two in a long name.',
  INITIAL: 'One is the other\'s first letter.', DAY_AND_MONTH_SWAPPED: 'Day and month have changed places.', ONE_DIGIT: 'They differ in one digit.',
  UNKNOWN: 'One of them is not told, which says nothing.',
});
export const IdentityDecidedEnum = closedEnum('IdentityDecided', ['REJECTED', 'UNDONE'], 'What a worker said of a person beside a youth.', {
  REJECTED: 'That she is not this youth.', UNDONE: 'That the link to this youth was wrong.',
});
export const LinkBasisEnum = closedEnum('LinkBasis', LINK_BASES, 'On what a link rests.', {
  PSEUDONYM: 'The partner used the pseudonym that it was given.', SHARED_IDENTIFIER: 'The partner used a number of its own that the county keeps too.',
  CONFIRMED: 'A worker of the county said so.',
});
