// The unified social credit code and its check character (GB 32100-2015).
import { describe, expect, test } from '@jest/globals';
import { creditCodeCheckCharacter, creditCodeFault } from '../../../functions/domain/form/credit-code.ts';

// Codes in public use, and the one derived for the policy's issuer.
const VALID = [
  '91350100M000100Y43',
  '9111000071093123XX',
  '91110000802100433B',
  '91440300708461136T',
  '11630000015000185Y',
];
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('a 统一社会信用代码', () => {
  test.each(VALID)('%s is accepted', (code) => {
    expect(creditCodeFault(code)).toBeUndefined();
    expect(creditCodeCheckCharacter(code.slice(0, 17))).toBe(code[17]);
  });

  test('with any one character wrong is refused', () => {
    for (const code of VALID) {
      for (let at = 0; at < 18; at += 1) {
        for (const other of ALPHABET) {
          if (other === code[at]) continue;
          expect(creditCodeFault(code.slice(0, at) + other + code.slice(at + 1))).toBeDefined();
        }
      }
    }
  });

  test('with two neighbours exchanged is refused', () => {
    for (const code of VALID) {
      for (let at = 0; at < 17; at += 1) {
        if (code[at] === code[at + 1]) continue;
        const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        expect(creditCodeFault(swapped)).toBeDefined();
      }
    }
  });

  test.each([
    ['9135010', 'length'],
    ['91350100M000100Y4I', 'character'],
    ['９1350100M000100Y43', 'character'],
  ])('%s is refused for its %s', (code, fault) => {
    expect(creditCodeFault(code)).toBe(fault);
  });
});
