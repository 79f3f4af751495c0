import { describe, expect, it } from 'vitest';
import { namesVictimsArrest } from '../../src/policy/victims-arrest.js';

describe('an arrest of a victim under former law (R-15)', () => {
  it.each([
    'Cited in 2015, PC 647(b).', 'arrest: 647 (B)', 'PC647b', '647, subd. (b)', 'section 647, subdivision (b)', '647( b )', 'Pen. Code § 653.22',
    '653.22(a) PC', 'loitering, 653.20', '\uFF16\uFF14\uFF17(b)',
    'Arrested for prostitution in 2015', 'was cited by deputies for prostitution', 'charged with one count of prostitution', 'Prostitution arrest, 2014', 'loitering citation',
    'prior prostitution petition', 'Booked for lo\u200Bitering',
    'Arrested in March 2024 by the city police for prostitution', 'Prostitution-related arrest in 2024', 'Arrested: prostitution, taken to juvenile hall',
    'Petition sustained for prostitution', 'A petition was sustained for loitering', 'Arrested by Sgt. Diaz of the city police for prostitution', 'Detained overnight on suspicion of prostitution',
    'Prostitution, for which she was arrested in May', '602 petition filed for solicitation', 'Adjudicated a ward in 2023 for loitering', 'Picked up by deputies for prostitution',
    'Taken to juvenile hall for prostitution', 'On probation for prostitution', 'Booked into juvenile hall for loitering with intent', 'One sustained count of prostitution',
    'Youth and exploiter were arrested for prostitution', 'Exploiter arrested with the youth for prostitution', 'Exploiter arrested in May, youth charged with prostitution',
    'Arrest (3/2024)\nfor solicitation', 'Cited in 2014 under 647 b', 'PC 647-b', 'Prostitution charge dismissed', 'Convicted of prostitution as a minor',
  ])('is named by "%s"', (words) => {
    expect(namesVictimsArrest(words)).toBe(true);
  });

  it.each([
    'Seen at school.', '647(f)', '647(a)', 'Room 647 by the stairs', '1647(b)', '653.2', '653.229', 'Case 2647b', '12.653.22', 'Bus 647 before noon',
    'The man who bought her was arrested for soliciting a minor', 'Exploited in prostitution by an adult', 'Exploiter charged with pandering', 'Arrested at school', 'loitering near the bus station',
    'Staff cited concern of loitering near the motel', 'Therapist cited risk of prostitution by the exploiter', 'Found at motel, 647 B Street, San Diego', 'Lives at 647 B St.',
    'Apartment 647-B', 'Unit 647 B, second floor', 'Exploiter was arrested for forcing her into prostitution', 'Exploited in prostitution by an adult who was arrested in May',
    'Room was booked by the exploiter for prostitution', 'Detained at the border because of risk of prostitution', 'Exploited in prostitution. The trafficker was charged with pimping.',
    'Dependency petition filed for protection from prostitution', '300 petition sustained on prostitution by the exploiter', 'The nurse in charge spoke of prostitution',
    'Buyer charged with solicitation of a minor', 'Buyers were charged $80 for prostitution', 'Arrested at school. Later exploited in prostitution by an adult.',
    'Suspect arrested for prostituting two girls', 'Staff discussed loitering at the mall', 'Victim of prostitution and trafficking, safe since May', 'Petition sustained for theft',
  ])('is not named by "%s"', (words) => {
    expect(namesVictimsArrest(words)).toBe(false);
  });
});
