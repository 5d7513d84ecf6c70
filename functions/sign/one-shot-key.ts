// A key pair for one signature: made for it, dropped after it.
import { sign as ecdsa, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { lowS } from './p256.ts';

/**
 * `publicKey` is SubjectPublicKeyInfo (DER), `sign` answers with a DER Ecdsa-Sig-Value (low s) over SHA-256 of `data`.
 * The private key is forgotten as soon as `sign` is called; a second call is refused.
 */
export function createOneShotKey(): { publicKey: Uint8Array; sign(data: Uint8Array): Promise<Uint8Array> } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let privateKey: KeyObject | undefined = pair.privateKey;
  return {
    publicKey: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
    async sign(data) {
      if (!privateKey) throw new Error('a one-shot key signs once');
      const key = privateKey;
      privateKey = undefined;
      return lowS(new Uint8Array(ecdsa('sha256', data, key)));
    },
  };
}
