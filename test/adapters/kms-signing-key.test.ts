// The key in KMS, against an emulator of AWS when one is named.
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

  signingKeyContract(async () => kmsSigningKey(client, keyId));

  test('is refused when it is of another curve', async () => {
    const other = kmsSigningKey(client, await create('ECC_NIST_P384'));
    await expect(other.publicKey()).rejects.toThrow('not of ECC_NIST_P256');
  });
});
