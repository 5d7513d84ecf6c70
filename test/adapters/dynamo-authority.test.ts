// The record of the authority in the table: made once, found again, and changed by one at a time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EARLIER_KEY_FILE, fileKeyRing } from '../../functions/adapters/authority-keys.ts';
import { founded, renewed } from '../../functions/adapters/authority-record.ts';
import {
  AuthorityChanged,
  dynamoAuthority,
  dynamoIssuanceTerm,
  loadAuthority,
  saveAuthority,
} from '../../functions/adapters/dynamo-authority.ts';
import { fileSigningKey } from '../../functions/adapters/file-signing-key.ts';
import { random } from '../../functions/handlers/assemble.ts';
import { createRootCertificate } from '../../functions/sign/certificate-authority.ts';
import { type MemoryTable, memoryTable } from '../contract/memory-table.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';

const NOW = '2026-11-24T02:00:00.000Z';
let memory: MemoryTable;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqian-ca-'));
  memory = await memoryTable();
});
afterEach(async () => {
  await memory.close();
  rmSync(folder, { recursive: true, force: true });
});

const options = (clock = fixedClock(NOW)) => ({
  client: memory.client,
  table: memory.table,
  earlierKey: EARLIER_KEY_FILE,
  keys: fileKeyRing(folder),
  clock,
  random,
  organization: '联签平台',
  publicUrl: 'https://gongshi.example.cn',
});

test('several that start at once end with one authority, and it is found again', async () => {
  const opened = await Promise.all([1, 2, 3].map(() => dynamoAuthority(options())()));
  const again = await dynamoAuthority(options())();
  for (const { anchors, files } of opened)
    expect({ anchors, files }).toEqual({ anchors: again.anchors, files: again.files });
  expect(again.anchors).toHaveLength(1);
  expect(again.files).toHaveLength(3);
});

test('the root of the earlier version is taken over as it is', async () => {
  const certificate = await createRootCertificate(fileSigningKey(join(folder, EARLIER_KEY_FILE)), {
    ...{ commonName: 'Lianqian Root CA', organization: '联签平台', serial: Uint8Array.of(9) },
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2046-01-01T00:00:00Z'),
  });
  const Item = { pk: { S: 'authority' }, sk: { S: 'root' }, certificate: { B: certificate } };
  await memory.client.send(new PutItemCommand({ TableName: memory.table, Item }));
  const issuer = await dynamoAuthority(options())();
  expect(issuer.anchors.map((der) => Buffer.from(der))).toEqual([Buffer.from(certificate)]);
  expect(issuer.issuesUntil).toBe('2036-01-01T00:00:00.000Z');
});

test('a process that runs on takes notice of a renewal after a minute', async () => {
  const clock = fixedClock(NOW);
  const open = dynamoAuthority(options(clock));
  expect((await open()).anchors).toHaveLength(1);
  const record = await loadAuthority(options());
  await saveAuthority(options(), await founded(record, { ...options(), now: NOW }));
  expect((await open()).anchors).toHaveLength(1);
  clock.advance(60_000);
  expect((await open()).anchors).toHaveLength(2);
});

test('what somebody else has changed meanwhile is not written over', async () => {
  await dynamoAuthority(options())();
  const record = await loadAuthority(options());
  const changed = await renewed(record, { ...options(), now: NOW });
  await saveAuthority(options(), changed);
  await expect(saveAuthority(options(), changed)).rejects.toThrow(AuthorityChanged);
});

test('how long certificates can be issued is known without a key, once there is an authority', async () => {
  const place = { client: memory.client, table: memory.table, earlierKey: '', clock: fixedClock(NOW) };
  expect(await dynamoIssuanceTerm(place)()).toBeUndefined();
  await dynamoAuthority(options())();
  expect(await dynamoIssuanceTerm(place)()).toEqual({
    issuesFrom: '2026-11-24T00:00:00.000Z',
    issuesUntil: '2031-11-24T00:00:00.000Z',
    lists: (await loadAuthority(place)).authorities.map(({ certificate }) => ({
      issuer: certificate,
      revoked: [],
    })),
  });
});
