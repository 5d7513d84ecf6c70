// The demo accounts are sound: true check characters, regions that lie in one another.
import { describe, expect, test } from '@jest/globals';
import { STAFF } from '../../functions/local/demo-accounts.ts';

describe('the demo accounts', () => {
  test.each(STAFF.map(({ organizationCode, organization }) => [organizationCode, organization]))(
    '%s of %s has the check character of GB 32100-2015',
    (code) => {
      const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
      const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
      const sum = weights.reduce(
        (total, weight, index) => total + weight * alphabet.indexOf(code[index]!),
        0,
      );
      expect(code[17]).toBe(alphabet[(31 - (sum % 31)) % 31]);
    },
  );

  test('stand for a province, two prefectures that do not see one another, and a county of the first', () => {
    expect(STAFF.map(({ regionCode }) => regionCode)).toEqual(['63', '6301', '6302', '630121']);
    for (const { organizationCode, regionCode } of STAFF) {
      expect(organizationCode.slice(2, 8)).toBe(regionCode.padEnd(6, '0'));
    }
  });
});
