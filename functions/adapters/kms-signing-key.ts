// A key of the authority, or the trail key, in AWS KMS: an asymmetric key of spec ECC_NIST_P256 with usage SIGN_VERIFY.
import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SigningKey } from '../ports/signing-key.ts';

const MAX_RAW = 4096;

/** `keyId` is a key id, an alias or an ARN; the caller's role needs kms:GetPublicKey and kms:Sign on it. */
export function kmsSigningKey(client: KMSClient, keyId: string): SigningKey {
  let publicKey: Promise<Uint8Array> | undefined;
  return {
    async publicKey() {
      publicKey ??= readPublicKey(client, keyId).catch((fault) => {
        publicKey = undefined;
        throw fault;
      });
      return publicKey;
    },
    async sign(message) {
      // RAW: KMS hashes, up to 4096 bytes, which a long revocation list exceeds; the answer is a DER Ecdsa-Sig-Value
      // (KMS API reference, Sign).
      const raw = message.length <= MAX_RAW;
      const command = new SignCommand({
        KeyId: keyId,
        Message: raw ? message : createHash('sha256').update(message).digest(),
        MessageType: raw ? 'RAW' : 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      });
      const { Signature } = await client.send(command);
      if (!Signature) throw new Error('KMS answered without a signature');
      return new Uint8Array(Signature);
    },
  };
}

async function readPublicKey(client: KMSClient, keyId: string): Promise<Uint8Array> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS answered without a public key');
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve !== 'prime256v1')
    throw new Error(`the KMS key is of ${curve ?? 'no curve'}, not of ECC_NIST_P256`);
  return new Uint8Array(PublicKey);
}
