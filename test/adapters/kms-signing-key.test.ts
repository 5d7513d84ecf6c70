// The key in KMS, against an emulator of AWS when one is named.

import { createHash } from 'node:crypto';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kmsSigningKey } from '../../functions/adapters/kms-signing-key.ts';
import { signingKeyContract } from '../contract/signing-key.ts';

const endpoint = process.env.LIANQIAN_TEST_AWS_ENDPOINT;

(endpoint ? describe : describe.skip)('a key in KMS', () => {
  const client = new KMSClient({
    endpoint: endpoint ?? '',
    region: 'cn-northwest-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const create = async (KeySpec: 'ECC_NIST_P256' | 'ECC_NIST_P384') => {
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec, KeyUsage: 'SIGN_VERIFY' }));
    return String(KeyMetadata?.KeyId);
  };
  let keyId: string;
  beforeAll(async () => {
    keyId = await create('ECC_NIST_P256');
  });
  afterAll(() => client.destroy());

  // moto 5.2 hashes what it is told is a digest already, so longer messages are looked at below.
  signingKeyContract(async () => kmsSigningKey(client, keyId), { longest: 4096 });

  test('is refused when it is of another curve', async () => {
    const other = kmsSigningKey(client, await create('ECC_NIST_P384'));
    await expect(other.publicKey()).rejects.toThrow('not of ECC_NIST_P256');
  });
});

test.each([
  [4096, 'RAW'],
  [4097, 'DIGEST'],
])('a message of %i bytes goes to KMS as %s: it takes no longer one whole', async (length, type) => {
  const asked: object[] = [];
  const client = {
    send: async ({ input }: { input: object }) => {
      asked.push(input);
      return { Signature: Uint8Array.of(0x30, 0) };
    },
  } as unknown as KMSClient;
  const message = new Uint8Array(length).fill(7);
  expect(await kmsSigningKey(client, 'key').sign(message)).toEqual(Uint8Array.of(0x30, 0));
  const Message = type === 'RAW' ? message : createHash('sha256').update(message).digest();
  expect(asked).toEqual([{ KeyId: 'key', Message, MessageType: type, SigningAlgorithm: 'ECDSA_SHA_256' }]);
});
