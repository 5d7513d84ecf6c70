// The SM2 key in a file, and in KMS as its reference describes it: the emulators know no key of spec SM2.
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fileSecondSignature } from '../../functions/adapters/file-second-signature.ts';
import { kmsSecondSignature } from '../../functions/adapters/kms-second-signature.ts';
import { sm2Digest, verifySm2 } from '../../functions/sign/sm2.ts';

const FILE = new TextEncoder().encode('%PDF-1.7 '.repeat(1000));
let directory: string;
let server: Server;
let client: KMSClient;
let spec = 'SM2';
const asked: { target: string; body: Record<string, string> }[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-sm2-'));
  const inside = fileSecondSignature(join(directory, 'kms'));
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const target = String(request.headers['x-amz-target']).split('.')[1]!;
    const body = JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ target, body });
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const answer =
      target === 'Sign'
        ? { Signature: base64(await inside.sign(Buffer.from(body.Message, 'base64'))) }
        : { PublicKey: base64(await inside.publicKey()), KeySpec: spec };
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new KMSClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'cn-northwest-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  server.close();
  await rm(directory, { recursive: true, force: true });
});

test('a key in a file is made once, is for its owner alone, and its signatures hold', async () => {
  const path = join(directory, 'keys', 'sm2');
  const publicKey = await fileSecondSignature(path).publicKey();
  const again = fileSecondSignature(path);
  expect(await again.publicKey()).toEqual(publicKey);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(verifySm2(publicKey, FILE, await again.sign(sm2Digest(publicKey, FILE)))).toBe(true);
});

test('a file that holds something else is refused and kept', async () => {
  const path = join(directory, 'other');
  await writeFile(path, 'something else');
  await expect(fileSecondSignature(path).publicKey()).rejects.toThrow('does not hold an SM2 key');
  expect(await readFile(path, 'utf8')).toBe('something else');
});

test('a key in KMS is asked for the digest with Z, by SM2DSA, and its signatures hold', async () => {
  const key = kmsSecondSignature(client, 'alias/sm2');
  const publicKey = await key.publicKey();
  const e = sm2Digest(publicKey, FILE);
  expect(verifySm2(publicKey, FILE, await key.sign(e))).toBe(true);
  expect(asked.at(-1)).toEqual({
    target: 'Sign',
    body: {
      KeyId: 'alias/sm2',
      Message: Buffer.from(e).toString('base64'),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'SM2DSA',
    },
  });
});

test('a key in KMS of another spec is refused', async () => {
  spec = 'ECC_NIST_P256';
  await expect(kmsSecondSignature(client, 'alias/other').publicKey()).rejects.toThrow('not SM2');
  spec = 'SM2';
});
