// A P-256 key in memory.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { SigningKey } from '../../functions/ports/signing-key.ts';

export function memorySigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: async () => new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    sign: async (message) => new Uint8Array(sign('sha256', message, privateKey)),
  };
}
