import { describe, expect, it } from 'vitest';
import { namesVictimsArrest } from '../../src/policy/victims-arrest.js';

describe('an arrest of a victim under former law (R-15)', () => {
  it.each([
    'Cited in 2015, PC 647(b).', 'arrest: 647 (B)', 'PC647b', '647, subd. (b)', 'section 647, subdivision (b)', '647( b )', 'Pen. Code § 653.22',
    '653.22(a) PC', 'loitering, 653.20', '\uFF16\uFF14\uFF17(b)',
    'Arrested for prostitution in 2015', 'was cited by deputies for prostitution', 'charged with one count of prostitution', 'Prostitution arrest, 2014', 'loitering citation',
    'prior prostitution petition', 'Booked for lo\u200Bitering',
  ])('is named by "%s"', (words) => {
    expect(namesVictimsArrest(words)).toBe(true);
  });

  it.each([
    'Seen at school.', '647(f)', '647(a)', 'Room 647 by the stairs', '1647(b)', '653.2', '653.229', 'Case 2647b', '12.653.22', 'Bus 647 before noon',
    'The man who bought her was arrested for soliciting a minor', 'Exploited in prostitution by an adult', 'Exploiter charged with pandering', 'Arrested at school', 'loitering near the bus station',
  ])('is not named by "%s"', (words) => {
    expect(namesVictimsArrest(words)).toBe(false);
  });
});
