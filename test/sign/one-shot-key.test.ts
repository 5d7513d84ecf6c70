// A key for one signature.
import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { lowS } from '../../functions/sign/p256.ts';

test('a one-shot key signs once and refuses the second time', async () => {
  const key = createOneShotKey();
  const data = new TextEncoder().encode('联签');
  const signature = await key.sign(data);
  const publicKey = createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' });
  expect(verify('sha256', data, publicKey, signature)).toBe(true);
  await expect(key.sign(data)).rejects.toThrow('signs once');
});

test('a one-shot key gives the lower of the two values of s', async () => {
  for (let i = 0; i < 24; i++) {
    const signature = await createOneShotKey().sign(Uint8Array.of(i));
    expect(lowS(signature)).toEqual(signature);
  }
});

test('no two one-shot keys are alike', () => {
  expect(createOneShotKey().publicKey).not.toEqual(createOneShotKey().publicKey);
});
