// ECDSA values in DER and nothing else.
import { createPublicKey, verify as opensslVerify } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bits, integer, objectId, sequence } from '../../functions/sign/der.ts';
import { lowS, pointOf, verifyP256 } from '../../functions/sign/p256.ts';
import { otherS } from './attacker.ts';
import { memoryKey } from './sample-documents.ts';

const message = new TextEncoder().encode('承诺');
let publicKey: Uint8Array;
let signature: Uint8Array;
beforeAll(async () => {
  const key = memoryKey();
  publicKey = await key.publicKey();
  signature = lowS(await key.sign(message));
});

describe('a P-256 signature', () => {
  test('is true for its message and false for another', async () => {
    expect(await verifyP256(publicKey, message, signature)).toBe(true);
    expect(await verifyP256(publicKey, message.subarray(1), signature)).toBe(false);
  });

  test.each([
    ['r and s of zero', () => sequence(integer(Uint8Array.of(0)), integer(Uint8Array.of(0)))],
    ['an octet behind it', () => Uint8Array.of(...signature, 0)],
    ['a length in long form', () => Uint8Array.of(0x30, 0x81, ...signature.subarray(1))],
    ['r alone', () => sequence(integer(Uint8Array.of(1)))],
    [
      'numbers above 32 octets',
      () => sequence(integer(new Uint8Array(33).fill(9)), integer(Uint8Array.of(1))),
    ],
    ['a negative r', () => Uint8Array.of(0x30, 6, 2, 1, 0x80, 2, 1, 1)],
    ['nothing', () => new Uint8Array()],
  ])('is false with %s', async (_, make) => {
    expect(await verifyP256(publicKey, message, make())).toBe(false);
  });

  const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const number = (value: bigint) => integer(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'));

  test('has one s and not also n - s, which OpenSSL would take', async () => {
    const other = otherS(signature);
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    expect(opensslVerify('sha256', message, key, other)).toBe(true);
    expect(await verifyP256(publicKey, message, other)).toBe(false);
    expect(lowS(other)).toEqual(signature);
    expect(lowS(signature)).toEqual(signature);
  });

  test.each([
    ['r of n', () => sequence(number(ORDER), number(1n))],
    ['s of n', () => sequence(number(1n), number(ORDER))],
    ['s of zero', () => sequence(number(1n), number(0n))],
    ['nothing', () => new Uint8Array()],
  ])('is no value with %s', async (_, make) => {
    expect(() => lowS(make())).toThrow('not an ECDSA signature');
    expect(await verifyP256(publicKey, message, make())).toBe(false);
  });

  test('needs a key on P-256', () => {
    const p384 = sequence(
      sequence(objectId('1.2.840.10045.2.1'), objectId('1.3.132.0.34')),
      bits(new Uint8Array(97)),
    );
    expect(() => pointOf(p384)).toThrow('not a P-256 public key');
  });
});
