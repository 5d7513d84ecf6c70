// The SM2 key in AWS KMS: key spec SM2, usage SIGN_VERIFY, offered in the China regions only.
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SecondSignature } from '../ports/second-signature.ts';

/** `keyId` is a key id, an alias or an ARN; the caller's role needs kms:GetPublicKey and kms:Sign on it. */
export function kmsSecondSignature(client: KMSClient, keyId: string): SecondSignature {
  return {
    async publicKey() {
      const { PublicKey, KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
      if (!PublicKey || KeySpec !== 'SM2')
        throw new Error(`the KMS key is of ${KeySpec ?? 'no spec'}, not SM2`);
      return new Uint8Array(PublicKey);
    },
    async sign(e) {
      // DIGEST takes e as it is, Z and all; RAW would hash by itself, and no more than 4096 bytes (KMS API reference, Sign).
      const command = new SignCommand({
        KeyId: keyId,
        Message: e,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'SM2DSA',
      });
      const { Signature } = await client.send(command);
      if (!Signature) throw new Error('KMS answered without a signature');
      return new Uint8Array(Signature);
    },
  };
}
