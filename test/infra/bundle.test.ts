// The functions as they are uploaded: each starts with nothing but its own folder, and together they carry a document.
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { zxingSquareCodes } from '../../functions/adapters/zxing-square-codes.ts';
import { type CloudVariable, embeddedSettings } from '../../functions/config.ts';
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { printCode } from '../../functions/domain/print-code.ts';
import { dateInShanghai } from '../../functions/domain/time.ts';
import { type MailCatcher, startMailCatcher } from '../../functions/local/mail-catcher.ts';
import { BUNDLE_NAMES, type BundleName, buildBundles } from '../../infra/bundle/bundle.ts';
import { RECTIFICATION_ORDER } from '../../templates/rectification-order/rectification-order.ts';
import { ORDER_FORM, type Order } from '../../templates/rectification-order/schema.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { waitFor } from '../demo/timeline.ts';
import { page, png } from '../workflow/scanned.ts';
import { answered, change, everyMinute, request } from './aws-events.ts';
import { type SmallCloud, smallCloud } from './small-cloud.ts';
import { type SmallIssuer, smallIssuer } from './small-issuer.ts';
import { type StartedBundles, startedBundles } from './started-bundles.ts';

/** AWS Lambda quotas: a function's code, unpacked. */
const LARGEST_BYTES = 250 * 1024 * 1024;
const BASE_URL = 'https://lianqian.example';
const AUDIENCE = 'lianqian-api';

/** What the pages' pdf.js asks for by and by. */
const PDFJS = ['pdf.min.mjs', 'pdf.worker.min.mjs', 'cmaps/UniGB-UTF16-H.bcmap', 'wasm/openjpeg.wasm'].map(
  (name) => `/assets/pdfjs/${name}`,
);

type Answer = APIGatewayProxyStructuredResultV2;

let directory: string;
let folders: Record<BundleName, string>;
let cloud: SmallCloud;
let mails: MailCatcher;
let issuer: SmallIssuer;
let bundles: StartedBundles;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-bundles-'));
  folders = await buildBundles(join(directory, 'dist'));
  mails = await startMailCatcher(join(directory, 'mail'));
  issuer = await smallIssuer(AUDIENCE);
  cloud = await smallCloud({
    link: 'l'.repeat(48),
    session: 's'.repeat(48),
    signerSession: 'g'.repeat(48),
    api: 'a'.repeat(48),
    client: 'c'.repeat(48),
    relay: mails.smtpUrl,
  });
  bundles = startedBundles(folders, {
    ...variables(),
    AWS_ENDPOINT: cloud.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}, 120_000);

afterAll(async () => {
  bundles?.stop();
  await Promise.all([cloud?.close(), mails?.stop(), issuer?.close()]);
  await rm(directory, { recursive: true, force: true });
});

/** As infra/service-stack.ts tells the functions; rights are that stack's matter, so here all are told everything. */
function variables(): Record<Exclude<CloudVariable, 'SEAL_PROVIDER_SECRET_ID'>, string> {
  return {
    TABLE_NAME: cloud.table,
    PRIVATE_BUCKET: 'private',
    PUBLIC_BUCKET: 'public',
    TRAIL_KEY_ID: 'trail',
    AUTHORITY_KEY_ID: 'issuing',
    AUTHORITY_ROOT_KEY_ID: 'root',
    LINK_SECRET_ID: 'link',
    SESSION_SECRET_ID: 'session',
    SIGNER_SESSION_SECRET_ID: 'signerSession',
    API_SECRET_ID: 'api',
    CLIENT_SECRET_ID: 'client',
    RELAY_SECRET_ID: 'relay',
    BASE_URL,
    PUBLIC_URL: 'https://register.lianqian.example',
    ORGANIZATION: '联签平台',
    CONTACT: '发文单位的特色小镇工作联系人',
    MAIL_FROM_NAME: '联签',
    MAIL_FROM_ADDRESS: 'no-reply@lianqian.example',
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: 'lianqian-office',
    API_AUDIENCE: AUDIENCE,
  };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test.each(BUNDLE_NAMES)('%s fits into a Lambda function', async (name) => {
  const size = await sizeOf(folders[name]);
  expect(size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(LARGEST_BYTES);
});

test('the function that publishes has the verifier of the check page beside it, small enough for a telephone', async () => {
  const { size } = await stat(join(folders.react, 'disclose', 'assets', 'verify.js'));
  expect(size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(600_000);
});

test('the console sends a stranger to the login', async () => {
  const answer = await bundles.invoke<Answer>('office', request('GET', '/office'));
  expect(answer.statusCode).toBeGreaterThanOrEqual(302);
  expect(answer.statusCode).toBeLessThanOrEqual(303);
  expect(answer.headers?.location).toMatch(/\/office\/login/);
  expect(answer.headers?.['strict-transport-security']).toBe('max-age=63072000');
});

test('the signing page opens, its files are there, and a token that is not ours tells nothing', async () => {
  const page = await bundles.invoke<Answer>('signer', request('GET', '/sign'));
  expect([page.statusCode, page.headers?.['content-type']]).toEqual([
    200,
    expect.stringContaining('text/html'),
  ]);
  const files = [...page.body!.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
  expect(files.length).toBeGreaterThan(1);
  for (const path of [...files, ...PDFJS])
    expect([path, (await bundles.invoke<Answer>('signer', request('GET', path))).statusCode]).toEqual([
      path,
      200,
    ]);
  const headers = { origin: BASE_URL };
  const opened = await bundles.invoke<Answer>(
    'signer',
    request('POST', '/sign/api/session', { headers, body: { token: 'not-ours' } }),
  );
  expect(opened.statusCode).toBe(404);
});

test('the interface for other systems describes itself, and asks for a token', async () => {
  const contract = await bundles.invoke<Answer>('integration', request('GET', '/api/openapi.json'));
  expect(contract.statusCode).toBe(200);
  expect(JSON.parse(contract.body!)).toMatchObject({
    openapi: '3.1.0',
    servers: [{ url: `${BASE_URL}/api` }],
  });
  const list = await bundles.invoke<Answer>('integration', request('GET', '/api/v1/documents'));
  expect(list.statusCode).toBe(401);
});

test('an order comes in, the sweep finds it, the loop prints it and mails a link, and the link opens', async () => {
  const authorization = { authorization: `Bearer ${await issuer.token()}` };
  const id = await order('first', orderOfToday());

  // What is due is left to the stream for a minute.
  const found = await bundles.invoke<{ ids: string[] }>('sweep', everyMinute(new Date(Date.now() + 61_000)));
  expect(found).toEqual({ ids: [id] });

  await work(found);
  expect([...cloud.buckets.public.objects.keys()]).toEqual(
    expect.arrayContaining(['index.json', 'index.html', 'ca/lianqian-root.cer']),
  );
  const [root, issuing] = ['ca/root-', 'ca/issuing-'].map(published);
  expect(issuing!.checkIssued(root!) && issuing!.verify(root!.publicKey)).toBe(true);
  expect(root!.verify(issuing!.publicKey)).toBe(false);
  const file = await bundles.invoke<Answer>(
    'integration',
    request('GET', `/api/v1/documents/${id}/pdf`, { headers: authorization }),
  );
  expect([file.statusCode, file.isBase64Encoded]).toEqual([200, true]);
  expect(Buffer.from(file.body!, 'base64').subarray(0, 5).toString()).toBe('%PDF-');

  const [letter] = await mails.inbox.list({ limit: 1 });
  const link = /\/sign#(\S+)/.exec(letter!.text)![1]!;
  const opened = await bundles.invoke<Answer>(
    'signer',
    request('POST', '/sign/api/session', { headers: { origin: BASE_URL }, body: { token: link } }),
  );
  expect(JSON.parse(opened.body!)).toMatchObject({ document: id });
}, 120_000);

test('a party seals on paper: the loop draws its code, a scan comes in by parts, and the loop reads the code on it', async () => {
  const given = orderOfToday();
  given.parties.drc.way = 'wet-seal';
  const id = await order('second', given);
  await work({ ids: [id] });

  const headers = { origin: BASE_URL };
  const [letter] = await mails.inbox.list({ limit: 1 });
  const token = /\/sign#(\S+)/.exec(letter!.text)![1]!;
  const opened = await bundles.invoke<Answer>(
    'signer',
    request('POST', '/sign/api/session', { headers, body: { token } }),
  );
  const cookies = opened.cookies!.map((cookie) => cookie.split(';')[0]!);
  const ask = (method: string, path: string, more: object = {}) =>
    bundles.invoke<Answer>(
      'signer',
      request(method, `/sign/api/${id}/drc/${path}`, { headers, cookies, body: {}, ...more }),
    );
  const print = await ask('GET', 'print', { body: undefined });
  expect(Buffer.from(print.body!, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  await ask('POST', 'code');
  await work({ ids: [id] });
  const [second] = await mails.inbox.list({ limit: 1 });
  const code = /^\d{6}$/m.exec(second!.text)![0];

  const { base } = (await state(id)).issue!;
  const secret = new TextEncoder().encode('l'.repeat(48));
  const text = printCode(secret, { document: id, role: 'drc', revision: base });
  const { squareCodes } = embeddedSettings({}).places;
  const scan = png(page(await zxingSquareCodes(squareCodes).draw(text)));
  const parts: string[] = [];
  for (const body of [scan.subarray(0, 4000), scan.subarray(4000)]) {
    const answer = await ask('POST', 'scan-part', { headers: { ...headers, 'x-code': code }, body });
    parts.push(JSON.parse(answer.body!).part);
  }
  const publication = '';
  const taken = await ask('POST', 'scan', { body: { code, publication, parts: parts.join(' ') } });
  expect([taken.statusCode, taken.body]).toEqual([204, '']);
  await work({ ids: [id] });
  expect((await state(id)).parties.drc.other?.scan).toMatchObject({ finding: 'bound', revision: base });
}, 120_000);

test('changes from the table’s stream are worked on, and of those that fail the first is named', async () => {
  const damaged = { pk: { S: 'document#damaged' }, sk: { S: 'document' }, events: { S: 'no list' } };
  await cloud.client.send(new PutItemCommand({ TableName: cloud.table, Item: damaged }));
  const send = (...Records: object[]) => bundles.invoke('react', { Records });
  expect(await send(change('gone', '111'))).toEqual({ batchItemFailures: [] });
  expect(await send(change('gone', '112'), change('damaged', '113'), change('damaged', '114'))).toEqual({
    batchItemFailures: [{ itemIdentifier: '113' }],
  });
  const entries = () =>
    [...(bundles.logs.get('react') ?? '').matchAll(/^\{.*\}$/gm)].map(([line]) => JSON.parse(line));
  // What is logged comes another way than the answer does.
  await waitFor('the log', async () => (entries().length > 0 ? true : undefined));
  expect(entries()).toEqual([
    expect.objectContaining({ level: 'error', what: 'document not worked on', document: 'damaged' }),
  ]);
});

test('nothing is missed while a function is loaded', () => {
  for (const [, text] of bundles.logs) expect(text).not.toMatch(/cannot (load|find|polyfill|access)/i);
});

function orderOfToday(): Order {
  const today = dateInShanghai(new Date().toISOString());
  const { value, problems } = readForm(ORDER_FORM, sampleOn(RECTIFICATION_ORDER, today), () => []);
  if (!value) throw new Error(JSON.stringify(problems));
  return value;
}

async function order(key: string, body: object): Promise<string> {
  const headers = { authorization: `Bearer ${await issuer.token()}`, 'idempotency-key': key };
  const answer = await bundles.invoke<Answer>(
    'integration',
    request('POST', '/api/v1/rectification-orders', { headers, body }),
  );
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
  return JSON.parse(answer.body!).id;
}

/** The loop, called with the sweep's answer as Lambda passes it on. */
async function work(responsePayload: { ids: string[] }): Promise<void> {
  await bundles.invoke('react', answered(responsePayload));
}

async function state(id: string): Promise<DocumentState> {
  const { events } = (await dynamoDocumentStore(cloud.client, cloud.table).load(id))!;
  return fold(events);
}

/** The one certificate in the public bucket whose name begins so. */
function published(prefix: string): X509Certificate {
  const { objects } = cloud.buckets.public;
  const names = [...objects.keys()].filter((key) => key.startsWith(prefix));
  expect(names).toHaveLength(1);
  return new X509Certificate(objects.get(names[0]!)!.bytes);
}
