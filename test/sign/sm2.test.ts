// SM2 and SM3 against the examples of the standards; .ci/judges/sm2 holds them against openssl.
import { createHash, getHashes, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fromHex, toHex } from '../../functions/sign/bytes.ts';
import { signSm2Digest, sm2Digest, sm2Point, sm2Spki, verifySm2 } from '../../functions/sign/sm2.ts';
import { sm3 } from '../../functions/sign/sm3.ts';

const text = (words: string) => new TextEncoder().encode(words);

describe('SM3', () => {
  test.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('of the example %s of GB/T 32905-2016 is right, by OpenSSL and without it', (words, digest) => {
    expect(getHashes()).toContain('sm3');
    expect(sm3(text(words))).toBe(digest);
    expect(sm3(text(words), [])).toBe(digest);
  });

  test('without OpenSSL is the same at every length around a block', () => {
    for (let length = 0; length < 200; length += 1) {
      const bytes = randomBytes(length);
      expect(sm3(bytes, [])).toBe(createHash('sm3').update(bytes).digest('hex'));
    }
  });
});

// GB/T 32918.5-2017, A.2.
const PRIVATE = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
const KEY = sm2Spki(
  fromHex(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ),
);
const MESSAGE = text('message digest');
const E = 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640';
const R = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
const S = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
const der = (...numbers: string[]) => {
  const integers = numbers.map((number) => `02${(number.length / 2).toString(16).padStart(2, '0')}${number}`);
  const body = integers.join('');
  return fromHex(`30${(body.length / 2).toString(16).padStart(2, '0')}${body}`);
};
const EXAMPLE = der(`00${R}`, `00${S}`);

describe('SM2', () => {
  test('over the default user ID has the digest and the signature of the example of GB/T 32918.5-2017', () => {
    expect(toHex(sm2Digest(KEY, MESSAGE))).toBe(E);
    expect(verifySm2(KEY, MESSAGE, EXAMPLE)).toBe(true);
  });

  test('that we make holds, and differs each time', () => {
    const made = [1, 2].map(() => signSm2Digest(PRIVATE, sm2Digest(KEY, MESSAGE)));
    for (const signature of made) expect(verifySm2(KEY, MESSAGE, signature)).toBe(true);
    expect(toHex(made[0]!)).not.toBe(toHex(made[1]!));
  });

  test('fails for any other byte of message, key or signature', () => {
    expect(verifySm2(KEY, text('message digesT'), EXAMPLE)).toBe(false);
    const changed = (bytes: Uint8Array, at: number) =>
      bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
    for (const [at] of KEY.entries()) expect(verifySm2(changed(KEY, at), MESSAGE, EXAMPLE)).toBe(false);
    for (const [at] of EXAMPLE.entries()) expect(verifySm2(KEY, MESSAGE, changed(EXAMPLE, at))).toBe(false);
  });

  test('takes no number out of range, no other form and nothing behind it', () => {
    const n = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
    const more = (BigInt(`0x${S}`) + BigInt(`0x${n}`)).toString(16).padStart(66, '0');
    const bad = [
      der('00', `00${S}`),
      der(`00${R}`, '00'),
      der(`00${n}`, `00${S}`),
      der(`00${R}`, more),
      der(R, S),
      der(`0000${R}`, `00${S}`),
      der(`00${R}`),
      Uint8Array.of(...EXAMPLE, 0),
      EXAMPLE.subarray(0, -1),
      new Uint8Array(),
      fromHex(R + S),
    ];
    for (const signature of bad) expect(verifySm2(KEY, MESSAGE, signature)).toBe(false);
  });

  test('takes a point on its curve only', () => {
    expect(sm2Point(KEY)).toHaveLength(65);
    const off = KEY.map((byte, index) => (index === KEY.length - 1 ? byte ^ 1 : byte));
    for (const key of [off, KEY.subarray(1), new Uint8Array(91)])
      expect(() => sm2Point(key)).toThrow(RangeError);
  });
});
