// The whole runtime in one process, with a handler of a few lines in the place of the real ones.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Hono } from 'hono';
import { createTransport } from 'nodemailer';
import type { Composition, Place } from '../../functions/local/compose.ts';
import { DirectoryInUse } from '../../functions/local/directory-lock.ts';
import { openHttpFront } from '../../functions/local/http-front.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../../functions/local/start-embedded.ts';
import type { Log } from '../../functions/workflow/world.ts';

let root: string;
let embedded: Embedded;
let place: Place;
const reacted: string[] = [];
const logged: Parameters<Log>[0][] = [];
let closed = 0;

async function compose(given: Place): Promise<Composition> {
  place = given;
  const office = new Hono();
  office.get('/', (context) => context.text('office'));
  office.post('/', async (context) => context.text(String((await context.req.text()).length)));
  office.get('/broken', () => {
    throw new Error('li@example.org is not known');
  });
  const api = new Hono();
  api.post('/v1/orders', async (context) => context.json(await context.req.json()));
  api.all('/v1/orders', (context) => context.text(context.req.method, 405));
  api.get('/broken', () => {
    throw new Error('li@example.org is not known');
  });
  return {
    mounts: [
      { path: '/office', app: office },
      { path: '/api', app: api },
    ],
    loop: {
      due: async () => [],
      react: async (id) => void reacted.push(id),
      now: () => '2026-01-08T00:00:00.000Z',
    },
    close: async () => {
      closed += 1;
    },
  };
}

const options = (more: Partial<EmbeddedOptions> = {}): EmbeddedOptions => ({
  dataDirectory: join(root, 'data'),
  port: 0,
  host: '127.0.0.1',
  compose,
  log: (entry) => logged.push(entry),
  ...more,
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'embedded-'));
  embedded = await startEmbedded(options());
});

afterAll(async () => {
  await embedded.stop();
  await rm(root, { recursive: true, force: true });
});

/** fetch sets Host itself, so this asks by hand. */
function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; location?: string }> {
  const { port } = new URL(embedded.baseUrl);
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume();
      const { location } = response.headers;
      response.once('end', () =>
        resolve({ status: response.statusCode!, ...(location ? { location } : {}) }),
      );
    })
      .once('error', reject)
      .end();
  });
}

/** With an address of its own it does not tell its port, so one is looked for; somebody else may take it first. */
async function startOpenly(dataDirectory: string): Promise<{ open: Embedded; loopback: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const { port, stop } = await openHttpFront('127.0.0.1', 0);
    await stop(0);
    try {
      const open = await startEmbedded(options({ dataDirectory, port, baseUrl: 'https://lianqian.example' }));
      return { open, loopback: `http://127.0.0.1:${port}` };
    } catch (fault) {
      if ((fault as { code?: string }).code !== 'EADDRINUSE' || attempt >= 5) throw fault;
    }
  }
}

describe('the embedded runtime', () => {
  test('gives the handlers a table, a relay, an issuer, secrets and a loop', async () => {
    const client = new DynamoDBClient(place.table);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    client.destroy();
    const discovery = await (await fetch(`${place.identity.issuer}/.well-known/openid-configuration`)).json();
    expect(discovery.issuer).toBe(place.identity.issuer);
    expect(place.secrets.linkSecret).toHaveLength(32);
    place.nudge('document-1');
    expect(reacted).toEqual(['document-1']);
  });

  test('shows a mail that was sent in the inbox', async () => {
    const transport = createTransport(place.smtpUrl);
    await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: '一封信', text: '内容' });
    transport.close();
    expect(await (await fetch(`${embedded.baseUrl}/mail`)).text()).toContain('一封信');
    expect((await embedded.inbox!.list({ limit: 1 }))[0]!.subject).toBe('一封信');
  });

  test('leads from the front page to what is mounted', async () => {
    const answer = await fetch(`${embedded.baseUrl}/`);
    const page = await answer.text();
    for (const path of ['/office', '/mail', '/public/', '/public/check.html'])
      expect(page).toContain(`href="${path}"`);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(await (await fetch(`${embedded.baseUrl}/office`)).text()).toBe('office');
  });

  test('serves the public register from its directory', async () => {
    await mkdir(join(root, 'data', 'public'), { recursive: true });
    await writeFile(join(root, 'data', 'public', 'index.html'), '<p>登记');
    const answer = await fetch(`${embedded.baseUrl}/public/`);
    expect(await answer.text()).toBe('<p>登记');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  test('forbids in a header what the register’s pages forbid themselves, and frames as well', async () => {
    await mkdir(join(root, 'data', 'public'), { recursive: true });
    await writeFile(join(root, 'data', 'public', 'check.html'), '<p>核验');
    const layout = await readFile('functions/disclose/views/layout.hbs', 'utf8');
    const own = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(layout)![1];
    const { headers } = await fetch(`${embedded.baseUrl}/public/check.html`);
    expect(headers.get('content-security-policy')).toBe(`${own}; frame-ancestors 'none'`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('answers people with a page and programs with a problem, when there is nothing or it fails', async () => {
    const page = await fetch(`${embedded.baseUrl}/nothing`);
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('没有这个页面')]);
    const problem = await fetch(`${embedded.baseUrl}/api/nothing`);
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(await problem.json()).toMatchObject({ status: 404, code: 'request.not-found' });
    logged.length = 0;
    expect((await fetch(`${embedded.baseUrl}/office/broken`)).status).toBe(500);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('li@example.org');
  });

  test('refuses a body of eleven megabytes, with its length announced or not, and goes on', async () => {
    const body = 'x'.repeat(11 * 1024 * 1024);
    const announced = await fetch(`${embedded.baseUrl}/api/v1/orders`, { method: 'POST', body });
    expect([announced.status, await announced.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'request.too-large' }),
    ]);
    const stream = new Blob([body]).stream();
    const chunked = await fetch(`${embedded.baseUrl}/office`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect([chunked.status, await chunked.text()]).toEqual([413, expect.stringContaining('不能超过 10 MB')]);
    const small = await fetch(`${embedded.baseUrl}/office`, { method: 'POST', body: 'abc' });
    expect(await small.text()).toBe('3');
  });

  test('a problem of the front has the shape of the API’s own, for signing pages too', async () => {
    const shape = (code: string, status: number) => ({
      type: `urn:lianqian:problem:${code}`,
      title: code,
      status,
      code,
      detail: expect.stringMatching(/。$/),
      errors: [],
    });
    const body = 'x'.repeat(11 * 1024 * 1024);
    for (const path of ['/api/nothing', '/sign/api/nothing']) {
      const absent = await fetch(embedded.baseUrl + path);
      expect(absent.headers.get('content-type')).toBe('application/problem+json');
      expect(await absent.json()).toEqual(shape('request.not-found', 404));
      const large = await fetch(embedded.baseUrl + path, { method: 'POST', body });
      expect(await large.json()).toEqual(shape('request.too-large', 413));
    }
    const broken = await fetch(`${embedded.baseUrl}/api/broken`);
    expect(await broken.json()).toEqual(shape('request.failed', 500));
  });

  test.each(['/oidc?', '/oidc?a=b', '/oidc/'])(
    '%s is a page that is not there, and no fault',
    async (path) => {
      const { host } = new URL(embedded.baseUrl);
      expect((await ask(path, { host })).status).toBe(404);
    },
  );

  test.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE'])(
    '%s without a length, or with chunks, reaches the handlers and is no fault of ours',
    async (method) => {
      const { host } = new URL(embedded.baseUrl);
      expect((await ask('/api/v1/orders', { host }, method)).status).toBe(405);
      expect((await ask('/api/v1/orders', { host, 'transfer-encoding': 'chunked' }, method)).status).toBe(
        405,
      );
    },
  );

  test('a chunked body reaches the handlers whole', async () => {
    const body = new Blob(['{"a":', '1}']).stream();
    const answer = await fetch(`${embedded.baseUrl}/api/v1/orders`, {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit);
    expect(await answer.json()).toEqual({ a: 1 });
  });

  test('answers to its own names alone, and leads people to the one that logins hold for', async () => {
    const { port, host } = new URL(embedded.baseUrl);
    expect((await ask('/mail', { host: 'evil.example' })).status).toBe(421);
    expect((await ask('/mail', { host: `evil.example:${port}` })).status).toBe(421);
    expect(await ask('/office?x=1', { host: `localhost:${port}` })).toEqual({
      status: 307,
      location: `${embedded.baseUrl}/office?x=1`,
    });
    expect((await ask('/office', { host })).status).toBe(200);
  });

  test('refuses a second start on the same data, and the first goes on', async () => {
    await expect(startEmbedded(options())).rejects.toThrow(DirectoryInUse);
    expect((await fetch(`${embedded.baseUrl}/office`)).status).toBe(200);
  });

  test('ends what it began when the port is taken, so that another start succeeds', async () => {
    const dataDirectory = join(root, 'other');
    const port = Number(new URL(embedded.baseUrl).port);
    await expect(startEmbedded(options({ dataDirectory, port }))).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    expect(await readdir(dataDirectory)).not.toContain('lock');
    const second = await startEmbedded(options({ dataDirectory }));
    await second.stop();
    expect(closed).toBe(1);
    await expect(fetch(second.baseUrl)).rejects.toThrow();
  });

  test('catches no mail when a relay is named, and shows no inbox when others could see it', async () => {
    const relayed = await startEmbedded(
      options({ dataDirectory: join(root, 'relayed'), smtpUrl: 'smtp://relay.example:25' }),
    );
    expect(relayed.inbox).toBeUndefined();
    expect((await fetch(`${relayed.baseUrl}/mail`)).status).toBe(404);
    await relayed.stop();
    const { open, loopback } = await startOpenly(join(root, 'open'));
    expect((await fetch(`${loopback}/mail`)).status).toBe(404);
    expect(await (await fetch(`${loopback}/`)).text()).not.toContain('/mail');
    const discovery = await fetch(`${loopback}/oidc/.well-known/openid-configuration`);
    for (const path of ['/', '/office', '/public/', '/oidc/.well-known/openid-configuration', '/api/nothing'])
      expect((await fetch(loopback + path)).headers.get('strict-transport-security')).toBe(
        'max-age=63072000',
      );
    expect((await discovery.json()).authorization_endpoint).toBe('https://lianqian.example/oidc/auth');
    await open.stop();
  });

  test('finds mails and secrets again after a restart', async () => {
    const before = place;
    await embedded.stop();
    embedded = await startEmbedded(options());
    expect(place.secrets.linkSecret).toEqual(embedded.secrets.linkSecret);
    expect(before.secrets).not.toBe(embedded.secrets);
    expect(await embedded.inbox!.list({ limit: 5 })).toHaveLength(1);
  });
});

test('a start removes what a killed process left half written, and nothing else', async () => {
  const dataDirectory = join(root, 'killed');
  const digits = '0123456789ab';
  const remains = [
    `files/ab/.${'c'.repeat(62)}.${digits}.part`,
    `public/.index.json.${digits}.part`,
    `public/pledges/630121/.x.pdf.${digits}.part`,
    `keys/.authority.pem.${randomUUID()}.part`,
  ];
  const others = [
    `files/ab/${'c'.repeat(62)}`,
    'public/.well-known/security.txt',
    'public/.notes.part',
    `public/x.${digits}.part`,
    'public/index.json',
    'keys/authority.pem',
  ];
  for (const path of [...remains, ...others]) {
    await mkdir(dirname(join(dataDirectory, path)), { recursive: true });
    await writeFile(join(dataDirectory, path), 'half');
  }
  // In the folder of keys starts can race: only what is old is left behind for sure.
  await utimes(join(dataDirectory, remains.at(-1)!), new Date(0), new Date(0));
  const started = await startEmbedded(options({ dataDirectory }));
  await started.stop();
  const found = new Set(await readdir(dataDirectory, { recursive: true }));
  expect(remains.filter((path) => found.has(path))).toEqual([]);
  expect(others.filter((path) => !found.has(path))).toEqual([]);
});

describe('the HTTP server', () => {
  test('says that it is starting, until it serves', async () => {
    const front = await openHttpFront('127.0.0.1', 0);
    expect((await fetch(`http://127.0.0.1:${front.port}/`)).status).toBe(503);
    front.serve((_request, response) => response.end('ready'));
    expect(await (await fetch(`http://127.0.0.1:${front.port}/`)).text()).toBe('ready');
    await front.stop(0);
  });

  test('hangs up on a client that sends its request drop by drop', async () => {
    const front = await openHttpFront('127.0.0.1', 0, {
      headersTimeout: 200,
      connectionsCheckingInterval: 50,
    });
    const socket = connect(front.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const drops = setInterval(() => socket.write('X-A: b\r\n'), 20);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.once('close', () => resolve(text));
    });
    clearInterval(drops);
    expect(answer).toContain('408');
    await front.stop(0);
  });

  test('stops within its grace though a request does not end', async () => {
    const front = await openHttpFront('127.0.0.1', 0);
    front.serve(() => {});
    const hanging = fetch(`http://127.0.0.1:${front.port}/`).catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await front.stop(50);
    expect(await hanging).toBe('cut off');
  });
});
