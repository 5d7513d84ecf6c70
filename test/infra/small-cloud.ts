// As much of AWS as the bundles call, in the test's own process and behind one address, as AWS_ENDPOINT expects it:
// DynamoDB is dynalite; S3, KMS and Secrets Manager know only the operations that are used.
import { generateKeyPairSync, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { type SmallBucket, smallBucket } from '../contract/small-bucket.ts';

export interface SmallCloud {
  endpoint: string;
  client: DynamoDBClient;
  table: string;
  buckets: Record<'private' | 'public', SmallBucket>;
  close(): Promise<void>;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** `secrets` by the name that a function is told. */
export async function smallCloud(secrets: Readonly<Record<string, string>>): Promise<SmallCloud> {
  const dynamo = dynalite({ createTableMs: 0 });
  const buckets = { private: await smallBucket(), public: await smallBucket() };
  const keys = new Map<string, KeyPairKeyObjectResult>();
  const keyOf = (id: string): KeyPairKeyObjectResult => {
    const key = keys.get(id) ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keys.set(id, key);
    return key;
  };

  /** Operations of the JSON protocol by their x-amz-target. */
  const operations: Readonly<Record<string, (input: Record<string, string>) => object | undefined>> = {
    'secretsmanager.GetSecretValue': ({ SecretId: id = '' }) =>
      secrets[id] === undefined ? undefined : { Name: id, SecretString: secrets[id] },
    'TrentService.GetPublicKey': ({ KeyId: id = '' }) => ({
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      PublicKey: keyOf(id).publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    }),
    'TrentService.Sign': ({ KeyId: id = '', Message: message = '' }) => ({
      SigningAlgorithm: 'ECDSA_SHA_256',
      Signature: sign('sha256', Buffer.from(message, 'base64'), keyOf(id).privateKey).toString('base64'),
    }),
  };

  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target.startsWith('DynamoDB_')) {
      dynamo.emit('request', request, response);
      return;
    }
    const body = await buffer(request);
    if (target === '') return passOn(buckets, request, body, response);
    const answer = operations[target]?.(JSON.parse(body.toString()));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response
      .writeHead(answer ? 200 : 400)
      .end(JSON.stringify(answer ?? { __type: 'ResourceNotFoundException' }));
  });
  // As in memory-table.ts.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const table = 'documents';
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials });
  await ensureTable(client, table);
  return {
    endpoint,
    client,
    table,
    buckets,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([buckets.private.close(), buckets.public.close()]);
    },
  };
}

/** `/private/<key>` and `/public/<key>`, each to the server of its bucket. */
async function passOn(
  buckets: SmallCloud['buckets'],
  { url = '', method = '', headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const [, name, key] = /^\/(private|public)\/(.+)$/.exec(url) ?? [];
  if (!name || !key) {
    response.writeHead(501).end();
    return;
  }
  const { client, bucket } = buckets[name as 'private' | 'public'];
  const { hostname, port } = await client.config.endpoint!();
  const kept = Object.entries(headers).filter(
    ([header]) => !/^(host|connection|content-length|expect)$/.test(header),
  );
  const answer = await fetch(`http://${hostname}:${port}/${bucket}/${key}`, {
    method,
    headers: Object.fromEntries(kept) as Record<string, string>,
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { etag: answer.headers.get('etag') ?? '' }).end(bytes);
}
