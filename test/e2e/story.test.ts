// The main story in a real browser: staff issue a pledge, three parties sign from their mails, the public finds it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer-core';
import { dateInShanghai } from '../../functions/domain/time.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { inboxClient } from '../demo/inbox-client.ts';
import { type RunningServer, readSecret, startServer } from '../demo/running-server.ts';
import { partiesOf } from '../demo/signing-story.ts';
import { waitFor } from '../demo/timeline.ts';
import { launchBrowser } from './launch-browser.ts';
import { beginDraft, fillIn, issue, logIn, preview } from './office-console.ts';
import { checkFile, download, findPledge } from './public-register.ts';
import { openLink, readPages, sign } from './signing-page.ts';
import { DESKTOP, openPage, overflow, PHONE } from './watched-page.ts';

let directory: string;
let server: RunningServer | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-e2e-'));
  [server, browser] = await Promise.all([
    startServer(join(directory, 'data'), 0),
    launchBrowser(join(directory, 'browser')),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

test('a pledge is filled in and issued, signed by three from their mails, one on a phone, and found by the public', async () => {
  const { baseUrl, dataDirectory } = server!;
  const input = sampleOn(PLEDGE, dateInShanghai(new Date().toISOString()));
  const parties = partiesOf(input);
  const inbox = inboxClient(baseUrl);
  const faults: string[] = [];
  const newContext = () => browser!.createBrowserContext();

  const office = await openPage(await newContext(), DESKTOP, faults);
  await logIn(office, baseUrl, 'xining', await readSecret(dataDirectory, 'demo-password-xining'));
  await beginDraft(office, 'pledge');
  await fillIn(office, input);
  expect(await preview(office)).toEqual({ type: 'application/pdf', start: '%PDF-' });
  const id = await issue(office);
  expect(faults).toEqual([]);

  const windows = { drc: DESKTOP, county: PHONE, enterprise: DESKTOP };
  for (const role of ['drc', 'county', 'enterprise'] as const) {
    const context = await newContext();
    const page = await openPage(context, windows[role], faults);
    const { email, organization } = parties[role];
    await openLink(page, baseUrl, await inbox.linkToken(email, id));
    expect(page.url()).toBe(`${baseUrl}/sign`);
    expect(await page.$eval('#own-party', (own) => own.textContent)).toContain(organization);
    expect(await overflow(page)).toBe(0);
    const inked = await readPages(page);
    expect(inked.length).toBeGreaterThan(1);
    for (const share of inked) expect(share).toBeGreaterThan(0.005);
    const before = await inbox.count(email);
    await sign(page, () => inbox.code(email, before));
    await context.close();
  }
  expect(faults).toEqual([]);

  await waitFor('the pledge to be published', async () =>
    (await (await fetch(`${baseUrl}/public/index.json`)).json()).pledges.length > 0 ? true : undefined,
  );
  await office.reload();
  expect(await office.$$eval('.parties .badge', (all) => all.map((badge) => badge.textContent))).toEqual(
    Array(3).fill('已签署'),
  );
  const visitor = await openPage(await newContext(), DESKTOP, faults);
  const found = await findPledge(visitor, baseUrl, '河湟');
  for (const { organization } of Object.values(parties)) expect(found).toContain(organization);
  const file = join(directory, 'taken-home.pdf');
  await download(visitor, file);
  expect(await checkFile(visitor, baseUrl, file)).toContain('一致：这是公示的文件');
  expect(faults).toEqual([]);
  expect(server!.logged()).not.toContain('"level":"error"');
});

test('a page that is watched keeps errors, exceptions, failed requests and violations of its policy', async () => {
  const faults: string[] = [];
  const page = await openPage(await browser!.createBrowserContext(), DESKTOP, faults);
  await page.goto(`${server!.baseUrl}/sign`);
  await page.waitForSelector('#message:not([hidden])');
  expect(faults).toEqual([]);
  await page.evaluate(async () => {
    console.error('an error');
    setTimeout(() => {
      throw new Error('an exception');
    });
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'let a' }));
    await fetch('/nothing');
    await fetch('/nothing', { signal: AbortSignal.timeout(0) }).catch(() => {});
  });
  const words = ['an error', 'an exception', 'Content Security Policy', '404: ', 'failed: '];
  await waitFor('all of them', async () =>
    words.every((word) => faults.join('\n').includes(word)) ? true : undefined,
  );
});
