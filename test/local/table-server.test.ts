// The embedded table: it keeps what it acknowledged, keeps index and item together, and answers nobody else.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTableServer, type TableAccess, type TableServer } from '../../functions/local/table-server.ts';

let directory: string;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'table-'));
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close().catch(() => undefined);
  await rm(directory, { recursive: true, force: true });
});

async function start(): Promise<TableServer> {
  const server = await startTableServer(directory);
  closers.push(() => server.stop());
  return server;
}

function clientOf({ endpoint, region, credentials }: TableAccess): DynamoDBClient {
  const client = new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 });
  closers.push(async () => client.destroy());
  return client;
}

const createTable = new CreateTableCommand({
  TableName: 'Things',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'loop', AttributeType: 'S' },
    { AttributeName: 'wakeAt', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'wake',
      KeySchema: [
        { AttributeName: 'loop', KeyType: 'HASH' },
        { AttributeName: 'wakeAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
});

/** A table is made in the background, as DynamoDB's own: it can be used when it says so. */
async function makeTable(client: DynamoDBClient): Promise<void> {
  await client.send(createTable);
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: 'Things' });
}

const put = (id: string, wakeAt: string) =>
  new PutItemCommand({
    TableName: 'Things',
    Item: { id: { S: id }, loop: { S: 'x' }, wakeAt: { S: wakeAt } },
  });

async function awake(client: DynamoDBClient): Promise<string[]> {
  const answer = await client.send(
    new QueryCommand({
      TableName: 'Things',
      IndexName: 'wake',
      KeyConditionExpression: '#l = :x',
      ExpressionAttributeNames: { '#l': 'loop' },
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    }),
  );
  return (answer.Items ?? []).map((item) => `${item.id!.S}@${item.wakeAt!.S}`);
}

describe('the embedded table', () => {
  test('a restart finds the items and their index rows', async () => {
    const first = await startTableServer(directory);
    const before = clientOf(first);
    await makeTable(before);
    await before.send(put('a', '2026-01-01'));
    before.destroy();
    await first.stop();

    const client = clientOf(await start());
    const { Item } = await client.send(new GetItemCommand({ TableName: 'Things', Key: { id: { S: 'a' } } }));
    expect(Item?.wakeAt?.S).toBe('2026-01-01');
    expect(await awake(client)).toEqual(['a@2026-01-01']);
  });

  test('an index follows its item through change, loss of the key, and deletion', async () => {
    const client = clientOf(await start());
    await makeTable(client);
    await client.send(put('a', '1'));
    await client.send(put('b', '2'));
    await client.send(put('a', '3'));
    expect(await awake(client)).toEqual(['b@2', 'a@3']);
    await client.send(
      new UpdateItemCommand({
        TableName: 'Things',
        Key: { id: { S: 'a' } },
        UpdateExpression: 'REMOVE wakeAt',
      }),
    );
    expect(await awake(client)).toEqual(['b@2']);
    await client.send(new DeleteItemCommand({ TableName: 'Things', Key: { id: { S: 'b' } } }));
    expect(await awake(client)).toEqual([]);
    const { Item } = await client.send(new GetItemCommand({ TableName: 'Things', Key: { id: { S: 'b' } } }));
    expect(Item).toBeUndefined();
  });

  test('of writers that race for one id, one wins', async () => {
    const client = clientOf(await start());
    await makeTable(client);
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        client.send(
          new PutItemCommand({
            TableName: 'Things',
            Item: { id: { S: 'one' }, by: { N: String(index) } },
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('what was acknowledged before kill -9 is there, and index and items agree', async () => {
    const script = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged = new Map<string, string>();
    let rest = '';
    child.stdout.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const [id, wakeAt] = line.split('@');
        acknowledged.set(id!, wakeAt!);
      }
      if (acknowledged.size >= 40) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(acknowledged.size).toBeGreaterThanOrEqual(40);

    const client = clientOf(await start());
    const rows = await awake(client);
    for (const id of acknowledged.keys()) {
      const { Item } = await client.send(new GetItemCommand({ TableName: 'Things', Key: { id: { S: id } } }));
      const wakeAt = Item?.wakeAt?.S;
      expect(wakeAt! >= acknowledged.get(id)!).toBe(true);
      expect(rows.filter((row) => row.startsWith(`${id}@`))).toEqual([`${id}@${wakeAt}`]);
    }
  });

  test('a request without the access key of this start, or from a web page, is refused', async () => {
    const server = await start();
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      'x-amz-date': '20260101T000000Z',
    };
    const authorization = (key: string) =>
      `AWS4-HMAC-SHA256 Credential=${key}/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
    const ask = async (more: Record<string, string>) =>
      (await fetch(server.endpoint, { method: 'POST', body: '{}', headers: { ...headers, ...more } })).status;
    const known = authorization(server.credentials.accessKeyId);
    expect(await ask({ authorization: known })).toBe(200);
    expect(await ask({ authorization: authorization('guess') })).toBe(403);
    expect(await ask({})).toBe(403);
    expect(await ask({ authorization: known, origin: 'http://evil.example' })).toBe(403);
  });

  test('a request that breaks off does not bring the server down', async () => {
    const server = await start();
    const socket = connect(Number(new URL(server.endpoint).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nAuthorization: AWS4-HMAC-SHA256 Credential=${server.credentials.accessKeyId}/x\r\n` +
        'Content-Length: 1000\r\n\r\n{"half":',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await clientOf(server).send(createTable);
  });
});
