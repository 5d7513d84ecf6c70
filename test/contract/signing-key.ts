// What every signing key must do.
import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { SigningKey } from '../../functions/ports/signing-key.ts';
import { pointOf } from '../../functions/sign/p256.ts';

/** `longest`: of the messages, in bytes, where an emulator cannot be asked for more. */
export function signingKeyContract(open: () => Promise<SigningKey>, { longest = 5000 } = {}): void {
  const verifies = async (key: SigningKey, message: Uint8Array, signature: Uint8Array) => {
    const spki = { key: Buffer.from(await key.publicKey()), format: 'der', type: 'spki' } as const;
    return verify('sha256', message, createPublicKey(spki), signature);
  };

  test('has a P-256 public key, always the same', async () => {
    const key = await open();
    expect(pointOf(await key.publicKey())).toHaveLength(65);
    expect(await key.publicKey()).toEqual(await key.publicKey());
    expect(await (await open()).publicKey()).toEqual(await key.publicKey());
  });

  test.each([1, 32, 4096, 5000].filter((length) => length <= longest))(
    'signs a message of %i bytes',
    async (length) => {
      const message = new Uint8Array(length).fill(7);
      const key = await open();
      const signature = await key.sign(message);
      expect(signature[0]).toBe(0x30);
      expect(await verifies(key, message, signature)).toBe(true);
      expect(await verifies(key, message.subarray(1), signature)).toBe(false);
    },
  );
}
