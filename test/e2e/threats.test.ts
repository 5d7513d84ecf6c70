// Against the running system, with a real browser: what a mail scanner, a forwarded link and a curious neighbour get.
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer-core';
import type { Role } from '../../functions/domain/party.ts';
import { dateInShanghai } from '../../functions/domain/time.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { inboxClient } from '../demo/inbox-client.ts';
import { type RunningServer, readSecret, startServer } from '../demo/running-server.ts';
import { partiesOf } from '../demo/signing-story.ts';
import { logIn, type StaffClient } from '../demo/staff-client.ts';
import { waitFor } from '../demo/timeline.ts';
import { launchBrowser } from './launch-browser.ts';
import { openLink, sign } from './signing-page.ts';
import { DESKTOP, openPage, PHONE } from './watched-page.ts';

const INPUT = sampleOn(PLEDGE, dateInShanghai(new Date().toISOString()));
const PARTIES = partiesOf(INPUT);

let directory: string;
let server: RunningServer;
let browser: Browser;
let staff: StaffClient;
let evil: { server: Server; origin: string; heard: { url: string; headers: IncomingHttpHeaders }[] };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-threats-'));
  [server, browser, evil] = await Promise.all([
    startServer(join(directory, 'data'), 0),
    launchBrowser(join(directory, 'browser')),
    listen(),
  ]);
  staff = await logIn(
    server.baseUrl,
    'xining',
    await readSecret(server.dataDirectory, 'demo-password-xining'),
  );
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  evil?.server.close();
  await rm(directory, { recursive: true, force: true });
});

/** A server of somebody else's, that writes down what it is told. */
async function listen(): Promise<typeof evil> {
  const heard: (typeof evil)['heard'] = [];
  const listening = createServer((request, response) => {
    heard.push({ url: request.url ?? '', headers: request.headers });
    response.setHeader('content-type', 'text/html').end('<p>evil</p>');
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return { server: listening, origin: `http://127.0.0.1:${port}`, heard };
}

async function issued(): Promise<{
  id: string;
  token(role: Role): Promise<string>;
  kinds(): Promise<string[]>;
}> {
  const id = await staff.draft('pledge', INPUT);
  await staff.issue(id);
  const inbox = inboxClient(server.baseUrl);
  const token = (role: Role) => inbox.linkToken(PARTIES[role].email, id);
  // Until the three invitations have left.
  for (const role of ['drc', 'county', 'enterprise'] as const) await token(role);
  const kinds = async () => (await staff.trail(id)).map(({ kind }) => kind);
  await waitFor('the invitations in the trail', async () =>
    (await kinds()).filter((kind) => kind === 'MailSent').length === 3 ? true : undefined,
  );
  return { id, token, kinds };
}

const count = (kinds: readonly string[], kind: string) => kinds.filter((one) => one === kind).length;
const newPage = async (viewport = DESKTOP, faults: string[] = []) =>
  openPage(await browser.createBrowserContext(), viewport, faults);

test('a scanner that fetches the link twenty times, by GET, HEAD and OPTIONS, changes nothing', async () => {
  const { id, token } = await issued();
  const secret = await token('county');
  const before = await staff.trail(id);
  const agents = ['Mozilla/5.0 (compatible; MSIE 10.0)', 'Barracuda/5.0', 'python-requests/2.31', ''];
  const paths = [
    '/sign',
    `/sign?${secret}`,
    `/sign?token=${secret}`,
    '/sign/api/session',
    `/sign/api/${id}/county`,
  ];
  for (let time = 0; time < 20; time += 1)
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      for (const path of [...paths, `/sign/api/${id}/county/code`, `/sign/api/${id}/county/sign`]) {
        const headers = { 'user-agent': agents[time % agents.length]! };
        const answer = await fetch(`${server.baseUrl}${path}`, { method, headers, redirect: 'manual' });
        expect(answer.headers.getSetCookie()).toEqual([]);
        expect(await answer.text()).not.toContain(PARTIES.county.organization);
      }
  expect(await staff.trail(id)).toEqual(before);
  const page = await newPage();
  await openLink(page, server.baseUrl, secret);
});

test('a scanner that runs scripts, ticks every box, fills every field and presses every button signs and ends nothing', async () => {
  const { id, token, kinds } = await issued();
  const page = await newPage();
  await openLink(page, server.baseUrl, await token('county'));
  for (const rubbish of ['123456', '垃圾垃圾垃圾垃圾', '']) await scan(page, rubbish);
  const seen = await kinds();
  for (const kind of ['Consented', 'Signed', 'Declined', 'Completed']) expect(seen).not.toContain(kind);
  expect(count(seen, 'CodeRequested')).toBe(1);
  expect(count(seen, 'CodeRefused')).toBeLessThan(5);

  // The signer comes after it and signs.
  const own = await newPage(PHONE);
  await openLink(own, server.baseUrl, await token('county'));
  const inbox = inboxClient(server.baseUrl);
  const mails = await inbox.count(PARTIES.county.email);
  await sign(own, () => inbox.code(PARTIES.county.email, mails));
  expect(
    count(
      (await staff.trail(id)).map(({ kind }) => kind),
      'Signed',
    ),
  ).toBe(1);
});

/** Everything at once, hidden or not, as no person would. */
async function scan(page: Page, rubbish: string): Promise<void> {
  await page.evaluate(async (text) => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input, textarea',
    )) {
      if (field instanceof HTMLInputElement && field.type === 'checkbox' && !field.checked) field.click();
      if (field.type === 'file' || field.type === 'checkbox') continue;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    for (const button of document.querySelectorAll('button')) {
      button.click();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    for (const form of document.querySelectorAll('form')) form.requestSubmit();
    await new Promise((resolve) => setTimeout(resolve, 600));
  }, rubbish);
}

test('a forwarded link opens in a second browser, needs a code of its own from the registered mailbox, and both are in the trail', async () => {
  const { id, token, kinds } = await issued();
  const secret = await token('enterprise');
  const owner = await newPage();
  await openLink(owner, server.baseUrl, secret);
  const other = await newPage(PHONE);
  const asked: string[] = [];
  other.on('request', (request) => asked.push(request.url()));
  await openLink(other, server.baseUrl, secret);
  const textOf = () => other.$eval('body', (body) => body.textContent ?? '');
  const beforeCode = await textOf();
  expect(count(await kinds(), 'Opened')).toBe(2);
  const evidence = (await staff.trail(id)).flatMap((event) =>
    event.kind === 'Opened' ? [event.evidence] : [],
  );
  expect(new Set(evidence).size).toBe(2);

  const inbox = inboxClient(server.baseUrl);
  const counts = async () =>
    Promise.all((['drc', 'county', 'enterprise'] as const).map((role) => inbox.count(PARTIES[role].email)));
  const before = await counts();
  await other.click('#get-code');
  await other.waitForFunction(() => document.querySelector('#code-status')?.textContent?.includes('已发往'));
  await waitFor('the code', async () => ((await counts())[2] === before[2]! + 1 ? true : undefined));
  expect(await counts()).toEqual([before[0], before[1], before[2]! + 1]);
  // The page names the mailbox in part only, and no answer holds the code.
  const text = await textOf();
  expect(text).not.toContain(PARTIES.enterprise.email);
  // Six digits may stand in the digest or in a number of the document by chance: there is none that was not there before.
  const code = await inbox.code(PARTIES.enterprise.email, before[2]!);
  expect(text.split(code)).toHaveLength(beforeCode.split(code).length);
  expect(
    asked.filter(
      (url) => !url.startsWith(server.baseUrl) && !url.startsWith('blob:') && !url.startsWith('data:'),
    ),
  ).toEqual([]);
});

test('the token is in no address, history, Referer, request line, log, file or mail to another', async () => {
  const { id, token } = await issued();
  const secret = await token('drc');
  const mac = secret.split('.')[2]!;
  const page = await newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await page.goto(`${evil.origin}/before`);
  await openLink(page, server.baseUrl, secret);
  expect(page.url()).toBe(`${server.baseUrl}/sign`);
  // The document itself was asked for with the fragment, which stays in the browser; nothing that left it has the token.
  const sent = requests.map((line) => line.replace(/#\S+/, ''));
  expect(sent.join('\n')).not.toContain(mac);
  const known = await page.evaluate(() =>
    [
      document.title,
      document.referrer,
      location.href,
      document.cookie,
      ...Object.values(sessionStorage),
      ...Object.values(localStorage),
    ].join('\n'),
  );
  expect(known).not.toContain(mac);

  // A link out of the page, and an image that somebody smuggles in.
  await page.evaluate((origin) => {
    const link = Object.assign(document.createElement('a'), { href: `${origin}/followed` });
    document.body.append(link);
    link.click();
  }, evil.origin);
  await page.waitForFunction(() => document.body.textContent === 'evil');
  await page.goBack();
  await page.waitForSelector('#digest-row:not([hidden])');
  expect(page.url()).toBe(`${server.baseUrl}/sign`);
  await page.goBack();
  expect(page.url()).toBe(`${evil.origin}/before`);
  const followed = evil.heard.find(({ url }) => url === '/followed')!;
  expect(followed.headers.referer).toBeUndefined();
  expect(JSON.stringify(evil.heard)).not.toContain(mac);

  expect(server.logged()).not.toContain(mac);
  expect(JSON.stringify(await staff.trail(id))).not.toContain(mac);
  // Mails are encoded for the way, so that they are read by the inbox; the table's file is found by the document's id.
  const places = async (text: string) =>
    (await filesHolding(server.dataDirectory, text)).filter((path) => !path.startsWith('mail/'));
  expect(await places(mac)).toEqual([]);
  expect((await places(id)).length).toBeGreaterThan(0);
  for (const role of ['drc', 'county', 'enterprise'] as const) {
    const to = encodeURIComponent(PARTIES[role].email);
    const mails = await (await fetch(`${server.baseUrl}/mail/api?to=${to}`)).text();
    expect([role, mails.includes(mac)]).toEqual([role, role === 'drc']);
  }
});

/** Of all that the system has written down, the files with this text in them, by their paths. */
async function filesHolding(root: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path.slice(root.length + 1));
  }
  return found;
}

test('a signer declines with a code; the links of the others then show a neutral page and nothing of the document', async () => {
  const { id, token } = await issued();
  const page = await newPage();
  await openLink(page, server.baseUrl, await token('county'));
  const inbox = inboxClient(server.baseUrl);
  const mails = await inbox.count(PARTIES.county.email);
  // Declined with a code, as a person does it.
  await page.click('#decline-summary');
  await page.type('#reason', '规划面积与批复不符');
  await page.click('#get-decline-code');
  await page.type('#decline-code', await inbox.code(PARTIES.county.email, mails));
  await page.click('#decline-submit');
  await page.waitForSelector('#result[data-standing="has-declined"]:not([hidden])');
  expect(
    count(
      (await staff.trail(id)).map(({ kind }) => kind),
      'Declined',
    ),
  ).toBe(1);

  const other = await newPage();
  await other.goto(`${server.baseUrl}/sign#${await token('drc')}`);
  await other.waitForSelector('#message:not([hidden])');
  const text = await other.$eval('#main', (main) => main.textContent ?? '');
  expect(text).toContain('签署已经终止');
  for (const { organization } of Object.values(PARTIES)) expect(text).not.toContain(organization);
  expect(text).not.toContain('河湟');
});
