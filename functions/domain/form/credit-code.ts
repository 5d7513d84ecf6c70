// 统一社会信用代码: structure and check character of GB 32100-2015.

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Wi = 3^(i-1) mod 31 (GB 32100-2015, 附录). */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The 18th character for the first 17; undefined if one of them is not of the alphabet. */
export function creditCodeCheckCharacter(first17: string): string | undefined {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const digit = ALPHABET.indexOf(first17.charAt(index) || '?');
    if (digit < 0) return undefined;
    sum += digit * weight;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

export type CreditCodeFault = 'length' | 'character' | 'check';

/** What is wrong with an upper-case code, or undefined. */
export function creditCodeFault(code: string): CreditCodeFault | undefined {
  if ([...code].length !== 18) return 'length';
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return 'character';
  return creditCodeCheckCharacter(code.slice(0, 17)) === code[17] ? undefined : 'check';
}
