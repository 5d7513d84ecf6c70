// Events as AWS sends them to the functions (recorded, with what varies put in).
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** By API Gateway's HTTP API, payload format 2.0. */
export function request(
  method: string,
  path: string,
  {
    headers = {},
    cookies,
    body,
  }: { headers?: Record<string, string>; cookies?: string[]; body?: object | Uint8Array } = {},
): APIGatewayProxyEventV2 {
  const binary = body instanceof Uint8Array;
  const sent = binary ? Buffer.from(body) : Buffer.from(body ? JSON.stringify(body) : '');
  return {
    version: '2.0',
    routeKey: `ANY /${path.split('/')[1]}/{proxy+}`,
    rawPath: path,
    rawQueryString: '',
    headers: {
      accept: '*/*',
      'content-length': String(sent.length),
      ...(body ? { 'content-type': binary ? 'application/octet-stream' : 'application/json' } : {}),
      host: 'lianqian.example',
      'user-agent': 'curl/8.5.0',
      'x-amzn-trace-id': 'Root=1-65b0f1c2-0123456789abcdef01234567',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...headers,
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName: 'lianqian.example',
      domainPrefix: 'lianqian',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'curl/8.5.0' },
      requestId: 'SKZZTj8gSQ0EPjw=',
      routeKey: `ANY /${path.split('/')[1]}/{proxy+}`,
      stage: '$default',
      time: '24/Nov/2026:02:00:00 +0000',
      timeEpoch: 1795572000000,
    },
    ...(cookies ? { cookies } : {}),
    ...(body ? { body: sent.toString(binary ? 'base64' : 'utf8') } : {}),
    isBase64Encoded: binary,
  };
}

/** By the rule that calls the sweep each minute. */
export const everyMinute = (at: Date): object => ({
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '123456789012',
  time: at.toISOString(),
  region: 'ap-southeast-1',
  resources: ['arn:aws:events:ap-southeast-1:123456789012:rule/EveryMinute'],
  detail: {},
});

/** By Lambda, which passes on what a function has answered. */
export const answered = (responsePayload: object): object => ({
  version: '1.0',
  timestamp: '2026-11-24T02:00:01.000Z',
  requestContext: { requestId: randomUUID(), condition: 'Success', approximateInvokeCount: 1 },
  requestPayload: {},
  responseContext: { statusCode: 200, executedVersion: '$LATEST' },
  responsePayload,
});

/** A record of the table's stream. */
export const change = (id: string, position: string): object => ({
  eventID: 'c4ca4238a0b923820dcc509a6f75849b',
  eventName: 'MODIFY',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'ap-southeast-1',
  dynamodb: {
    ApproximateCreationDateTime: 1795572000,
    Keys: { pk: { S: `document#${id}` }, sk: { S: 'document' } },
    SequenceNumber: position,
    SizeBytes: 26,
    StreamViewType: 'KEYS_ONLY',
  },
});
