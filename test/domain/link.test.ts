// Tokens of signers' links and one-time codes.
import { describe, expect, test } from '@jest/globals';
import { isOneTimeCode, linkToken, oneTimeCode, readLinkToken } from '../../functions/domain/link.ts';

/** The same each time: of random ones two codes are alike now and then. */
const SECRET = new Uint8Array(32).fill(7);
const OTHER_SECRET = new Uint8Array(32).fill(8);
const HOLDER = { document: 'abcdefghijkmnpqrstuvwxyz23', role: 'county' } as const;

describe('a link token', () => {
  const token = linkToken(SECRET, HOLDER);

  test('is the same each time, speaks for its holder and holds 256 bits that nobody can guess', () => {
    expect(linkToken(SECRET, HOLDER)).toBe(token);
    expect(readLinkToken(SECRET, token)).toEqual(HOLDER);
    expect(Buffer.from(token.split('.')[2]!, 'base64url')).toHaveLength(32);
  });

  test('changed in any character speaks for nobody', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'x' ? 'y' : 'x';
      expect(readLinkToken(SECRET, token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
    }
  });

  test('of another secret, another document or another party speaks for nobody', () => {
    const mac = token.split('.')[2];
    expect(readLinkToken(OTHER_SECRET, token)).toBeUndefined();
    expect(readLinkToken(SECRET, `${HOLDER.document}.drc.${mac}`)).toBeUndefined();
    expect(readLinkToken(SECRET, `abcdefghijkmnpqrstuvwxyz24.county.${mac}`)).toBeUndefined();
  });

  test.each(['', '.', '..', 'a.county.', `${token}.x`, `${token} `, `${token}=`, 'x'.repeat(10_000)])(
    '%j speaks for nobody',
    (text) => {
      expect(readLinkToken(SECRET, text)).toBeUndefined();
    },
  );
});

describe('a one-time code', () => {
  test('has six digits, differs from round to round and from party to party, and is spread evenly', () => {
    const codes = Array.from({ length: 2000 }, (_, round) => oneTimeCode(SECRET, HOLDER, round));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1950);
    expect(oneTimeCode(SECRET, { ...HOLDER, role: 'drc' }, 1)).not.toBe(oneTimeCode(SECRET, HOLDER, 1));
    const low = codes.filter((code) => code < '500000').length;
    expect(low).toBeGreaterThan(850);
    expect(low).toBeLessThan(1150);
  });

  test('is recognized for its round only', () => {
    const code = oneTimeCode(SECRET, HOLDER, 1);
    expect(isOneTimeCode(SECRET, HOLDER, 1, code)).toBe(true);
    expect(isOneTimeCode(SECRET, HOLDER, 2, code)).toBe(oneTimeCode(SECRET, HOLDER, 2) === code);
    expect(isOneTimeCode(SECRET, HOLDER, 1, `${code} `)).toBe(false);
    expect(isOneTimeCode(SECRET, HOLDER, 1, '')).toBe(false);
  });
});
