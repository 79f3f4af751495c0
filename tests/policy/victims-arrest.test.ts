import { describe, expect, it } from 'vitest';
import { namesVictimsArrest } from '../../src/policy/victims-arrest.js';

describe('an arrest of a victim under former law (R-15)', () => {
  it.each([
    'Cited in 2015, PC 647(b).', 'arrest: 647 (B)', 'PC647b', '647, subd. (b)', 'section 647, subdivision (b)', '647( b )', 'Pen. Code § 653.22',
    '653.22(a) PC', 'loitering, 653.20', '\uFF16\uFF14\uFF17(b)',
  ])('is named by "%s"', (words) => {
    expect(namesVictimsArrest(words)).toBe(true);
  });

  it.each([
    'Seen at school.', '647(f)', '647(a)', 'Room 647 by the stairs', '1647(b)', '653.2', '653.229', 'Case 2647b', '12.653.22', 'Bus 647 before noon',
  ])('is not named by "%s"', (words) => {
    expect(namesVictimsArrest(words)).toBe(false);
  });
});
