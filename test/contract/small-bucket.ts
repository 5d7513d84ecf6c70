// A bucket in the test's own process: as much of S3's protocol as our adapters use, and no more.
// PutObject with If-None-Match and If-Match, GetObject (Amazon S3 API reference); anything else is refused.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';

export interface SmallBucket {
  client: S3Client;
  bucket: string;
  objects: Map<string, StoredObject>;
  /** The next puts are answered with these errors instead, `409 ConditionalRequestConflict` for instance. */
  refuseNext(...answers: [status: number, code: string][]): void;
  close(): Promise<void>;
}

interface StoredObject {
  bytes: Buffer;
  headers: IncomingMessage['headers'];
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

const etagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

export async function smallBucket(): Promise<SmallBucket> {
  const objects: SmallBucket['objects'] = new Map();
  const refusals: [number, string][] = [];

  function answer(request: IncomingMessage, body: Buffer): Answer {
    const { pathname } = new URL(request.url!, 'http://bucket');
    const key = decodeURIComponent(pathname.slice('/bucket/'.length));
    const standing = objects.get(key);
    if (request.method === 'GET') {
      if (!standing) return refusal(404, 'NoSuchKey');
      return { status: 200, headers: { etag: etagOf(standing.bytes) }, body: standing.bytes };
    }
    if (request.method !== 'PUT') return refusal(501, 'NotImplemented');
    const ordered = refusals.shift();
    if (ordered) return refusal(...ordered);
    const { 'if-none-match': none, 'if-match': match, 'x-amz-checksum-sha256': checksum } = request.headers;
    if (none === '*' && standing) return refusal(412, 'PreconditionFailed');
    if (match !== undefined && !standing) return refusal(404, 'NoSuchKey');
    if (match !== undefined && match !== etagOf(standing!.bytes)) return refusal(412, 'PreconditionFailed');
    if (checksum !== undefined && checksum !== createHash('sha256').update(body).digest('base64')) {
      return refusal(400, 'BadDigest');
    }
    objects.set(key, { bytes: body, headers: request.headers });
    return { status: 200, headers: { etag: etagOf(body) }, body: '' };
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, headers, body } = answer(request, Buffer.concat(chunks));
    response.writeHead(status, headers).end(body);
  });
  // As in memory-table.ts.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  return {
    client,
    bucket: 'bucket',
    objects,
    refuseNext: (...answers) => refusals.push(...answers),
    async close() {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refusal(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
