// The public check page in a real browser: one file of each kind, by keyboard, with nothing uploaded.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';
import { writePageVerifier } from '../../functions/local/page-verifier.ts';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { waitFor } from '../demo/timeline.ts';
import { base, boxes, signAs, typeset } from '../sign/sample-documents.ts';
import { type CheckedRegister, serveRegister, sha256 } from './checked-register.ts';
import { launchBrowser } from './launch-browser.ts';
import { DESKTOP, openPage, overflow, PHONE } from './watched-page.ts';

const TIMES = { at: '2026-02-27T16:00:00.000Z', noted: '2026-03-02T00:00:00.000Z' };
const fingerprint = (bytes: Uint8Array) =>
  sha256(bytes)
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');

let directory: string;
let register: CheckedRegister;
let files: CheckedRegister['files'];
let site: CheckedRegister['site'];
let baseUrl: string;
let browser: Browser;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-check-page-'));
  [browser, register] = await Promise.all([
    launchBrowser(join(directory, 'browser')),
    serveRegister(directory),
  ]);
  ({ files, site, baseUrl } = register);
});

afterAll(async () => {
  await browser?.close();
  await register?.close();
  await rm(directory, { recursive: true, force: true });
});

let faults: string[];
let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  faults = [];
  register.asked.length = 0;
  context = await browser.createBrowserContext();
  page = await openPage(context, DESKTOP, faults);
});

/** Chooses the file and gives what the page says in the end. */
async function check(bytes: Uint8Array, name = 'chosen.pdf'): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, bytes);
  if (!page.url().startsWith(baseUrl)) await page.goto(`${baseUrl}/public/check.html`);
  const chooser = (await page.waitForSelector('#file')) as ElementHandle<HTMLInputElement>;
  await page.evaluate(() => document.querySelector('#result')!.replaceChildren());
  await chooser.uploadFile(path);
  await page.waitForSelector('#result .outcome');
  return said();
}

const said = () => page.$eval('#result', (result) => result.textContent?.replace(/\s+/g, ' ') ?? '');
const tone = () => page.$eval('#result .outcome', (outcome) => outcome.className);
/** A digest that the register does not know is a file that is not there, which Chromium calls an error. */
const notAsked = () => faults.filter((fault) => !/by-hash\/|status of 404/.test(fault));
const without = (...paths: string[]) =>
  page
    .setRequestInterception(true)
    .then(() =>
      page.on('request', (request) =>
        paths.some((path) => request.url().includes(path)) ? request.abort() : request.continue(),
      ),
    );

describe('a sound file', () => {
  test('that is published is so called, with who signed, each revision and the root that is believed', async () => {
    const text = await check(files.archived);
    expect(await tone()).toBe('outcome good');
    for (const part of [
      '一致：这是公示的文件',
      '文件中的电子签名有效',
      '市州发展改革部门：海东市发展和改革委员会（116302000150000000），张三（主任），不晚于 2026年3月1日 10:10',
      '第4版：增加海东市发展和改革委员会的电子签名，其余未变',
      '第5版：增加存档时间戳',
      '已对照公示目录中的证书吊销列表（2026年3月1日 08:00 发布，2099年1月1日 08:00 前有效）',
      fingerprint(files.issuer.certificate),
      fingerprint(files.time.root),
    ])
      expect(text).toContain(part);
    expect(faults).toEqual([]);
  });

  test('stays on the machine: only files of the register are read, none is sent', async () => {
    await check(files.archived);
    expect(register.asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(register.asked.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/public/assets/verify.js',
        `/public/by-hash/${sha256(files.archived)}.json`,
        '/public/ca/roots.pem',
        '/public/ca/timestamp-roots.pem',
        '/public/ca/ca.crl',
      ]),
    );
  });

  test('costs nobody the verifier who only looks up a digest', async () => {
    await page.goto(`${baseUrl}/public/check.html`);
    await page.type('#hash', sha256(files.archived));
    await page.keyboard.press('Enter');
    await page.waitForSelector('#result .outcome');
    expect(await said()).toContain('一致：这是公示的文件');
    expect(register.asked.map(({ path }) => path)).not.toContain('/public/assets/verify.js');
    expect(faults).toEqual([]);
  });

  test('that was superseded is called an earlier revision', async () => {
    const text = await check(files.revisions[2]!);
    expect(await tone()).toBe('outcome caution');
    expect(text).toContain('不是公示的文件：这是签署过程中的较早版本');
    expect(text).toContain('尚未签署：投资运营主体');
    expect(text).toContain('公示的文件后来加了存档时间戳（2026-03-01），这一版没有');
    expect(faults).toEqual([]);
  });

  test('from before any signature is an earlier revision without one', async () => {
    expect(await check(files.revisions[0]!)).toContain('无（签名前的文件）');
  });

  test('that the register does not know is sound, and what that means is said', async () => {
    const order = await addSignatureFields(
      typeset('= 限期整改通知书'),
      boxes.slice(0, 1).map((box) => ({ ...box, page: 0 })),
    );
    const text = await check(await signAs('drc', order, files.issuer));
    expect(await tone()).toBe('outcome good');
    expect(text).toContain('签名有效，但公示记录中没有这个文件');
    expect(text).toContain('这类文书不公示');
    expect(notAsked()).toEqual([]);
  });

  test('with a revoked certificate stands if a time-stamp proves it older, and the page says so', async () => {
    await register.listRevoked(await register.serialOf(files.signed, 'drc'));
    const text = await check(files.archived);
    await register.listRevoked();
    expect(await tone()).toBe('outcome good');
    expect(text).toContain('时间戳证明签名在此之前已经作出，签名仍然有效');
  });

  test('is sound under a list that has ended, which is said', async () => {
    await register.listRevoked(undefined, '2026-04-01');
    const text = await check(files.archived);
    await register.listRevoked();
    expect(text).toContain('吊销列表现在不在有效期内');
  });

  test('is sound when the register does not answer, and can be asked again', async () => {
    await without('/by-hash/', '/feed.json');
    expect(await check(files.archived)).toContain('签名有效，但未能查询公示记录');
    page.removeAllListeners('request');
    await page.setRequestInterception(false);
    await page.click('[data-retry]');
    await page.waitForFunction(() => document.querySelector('#result')?.textContent?.includes('一致：'));
  });
});

test('of a digest whose record is marked the page says whose signature no longer counts, in both languages', async () => {
  const path = `by-hash/${sha256(files.archived)}.json`;
  const kept = (await site.read(path))!.bytes;
  const fallen = { role: 'drc', organization: '海东市发展和改革委员会', date: '2026-02-28', ...TIMES };
  const marked = { ...JSON.parse(new TextDecoder().decode(kept)), revoked: [fallen] };
  await site.write(path, new TextEncoder().encode(JSON.stringify(marked)), 'application/json');
  const look = async (address: string) => {
    await page.goto(`${baseUrl}/public/${address}`);
    await page.type('#hash', sha256(files.archived));
    await page.keyboard.press('Enter');
    await page.waitForSelector('#result .outcome');
    return page.$eval('#result .warning', (warning) => warning.textContent ?? '');
  };
  const [zh, en] = [await look('check.html'), await look('check-en.html')];
  await site.write(path, kept, 'application/json');
  expect(zh).toContain('签名不再有效：海东市发展和改革委员会（2026-02-28）');
  expect(en).toContain('no longer counts: 海东市发展和改革委员会 (2026-02-28)');
  await page.goto(`${baseUrl}/public/check.html`);
  expect(await check(files.archived)).not.toContain('不再有效');
  expect(faults).toEqual([]);
});

describe('a bad file', () => {
  test('is one with a revoked certificate that no time-stamp proves to be older', async () => {
    const order = await signAs('drc', await base(), files.issuer);
    await register.listRevoked(await register.serialOf(order, 'drc'));
    const text = await check(order);
    await register.listRevoked();
    expect(await tone()).toBe('outcome bad');
    expect(text).toContain('核验不通过：签名者的证书已被吊销');
    expect(text).toContain('请向发文单位核实为什么吊销');
    expect(notAsked()).toEqual([]);
  });

  test('is one that the register does not have, although it has the document', async () => {
    // As if the last signature had been made anew: its base and the first two are those of the register.
    const other = await signAs('enterprise', files.revisions[2]!, files.issuer);
    const text = await check(other);
    expect(await tone()).toBe('outcome bad');
    expect(text).toContain('不是公示的文件，也不是它签署过程中的任何一版');
    expect(await page.$eval('#result a', (link) => link.getAttribute('href'))).toMatch(/^pledges\/.*\.pdf$/);
    expect(notAsked()).toEqual([]);
  });

  test('without any signature is called that, with whom to ask', async () => {
    const text = await check(new TextEncoder().encode('%PDF-1.7\nhello\n'), 'draft.pdf');
    expect(await tone()).toBe('outcome caution');
    expect(text).toContain('文件里没有任何电子签名');
    expect(text).not.toContain('核验不通过');
    expect(text).toContain('证据报告请向出具它的单位核实');
  });

  test.each([
    ['changed', '签名与文件内容不符', 'V1: '],
    ['appended', '文件中有来历不明的部分', 'V3: '],
    ['overlaid', '签署之后还改动了别的内容', 'V5: '],
    ['scripted', '签署之后还改动了别的内容', 'V5: '],
    ['foreign', '不是由所信任的证书机构签发的', 'V7: '],
  ] as const)('that was %s is told by its rule', async (name, words, detail) => {
    const text = await check(files.bad[name]);
    expect(await tone()).toBe('outcome bad');
    expect(text).toContain(`核验不通过：`);
    expect(text).toContain(words);
    expect(text).toContain(detail);
    expect(notAsked()).toEqual([]);
  });

  test('that is no PDF is only compared', async () => {
    const text = await check(new TextEncoder().encode('hello'), 'letter.txt');
    expect(text).toContain('未找到');
    expect(text).toContain('不是 PDF');
  });
});

describe('when the verifier fails', () => {
  test.each([
    ['it cannot be loaded', '/verify.js', '核验程序没有载入'],
    ['the roots cannot be read', '/ca/', '没有从本站读到根证书'],
  ])('because %s, the digest is compared all the same', async (_, path, words) => {
    if (path === '/verify.js') await site.write('assets/verify.js', new TextEncoder().encode('throw 1'), '');
    else await without(path);
    const text = await check(files.archived);
    await writePageVerifier(site);
    expect(text).toContain('一致：这是公示的文件');
    expect(text).toContain(words);
    expect(text).not.toContain('文件中的电子签名有效');
  });

  test('because it does not come to an end, it is ended, and the page answers meanwhile', async () => {
    // Ten seconds of patience are one here.
    await page.evaluateOnNewDocument(() => {
      const { setTimeout: wait } = window;
      Object.assign(window, {
        setTimeout: (then: () => void, ms: number, ...rest: []) =>
          wait(then, ms === 10_000 ? 1000 : ms, ...rest),
      });
    });
    const endless = 'onmessage = () => { for (;;) {} }; postMessage({ ready: true });';
    await site.write('assets/verify.js', new TextEncoder().encode(endless), '');
    const checking = check(files.archived);
    await page.waitForFunction(() => document.querySelector('#result')?.textContent?.includes('正在核验'));
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
    expect(page.workers()).toHaveLength(1);
    const text = await checking;
    await writePageVerifier(site);
    expect(text).toContain('核验用时过长，已经中止');
    await waitFor('the worker to be gone', async () => (page.workers().length === 0 ? true : undefined));
  });
});

test('answers in English to whoever follows its link, with what is wrong and where, on a telephone too', async () => {
  page = await openPage(context, PHONE, faults);
  await page.goto(`${baseUrl}/public/check.html`);
  await Promise.all([page.waitForNavigation(), page.click('a[hreflang="en"]')]);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await check(files.archived)).toContain('This is the published file');
  expect(await said()).toContain('Revision 5: adds an archival time-stamp');
  expect(await overflow(page)).toBe(0);
  const changed = await check(files.bad.changed, 'changed.pdf');
  expect(changed).toContain('Not sound: A signature does not belong to the content');
  expect(changed).toContain('The fault is at signature 1: prefecture development and reform commission');
  // Role names, rules and sentences: nothing of the report is left in Chinese.
  expect(changed).not.toMatch(/\p{Script=Han}/u);
  expect(await overflow(page)).toBe(0);
  expect(notAsked()).toEqual([]);
});

test('works by keyboard alone, and fits a telephone', async () => {
  await page.goto(`${baseUrl}/public/check.html`);
  await writeFile(join(directory, 'by-key.pdf'), files.archived);
  const reached = async (id: string) => {
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return true;
    }
    return false;
  };
  expect(await reached('file')).toBe(true);
  const [chooser] = await Promise.all([page.waitForFileChooser(), page.keyboard.press('Space')]);
  await chooser.accept([join(directory, 'by-key.pdf')]);
  await page.waitForSelector('#result .outcome');
  expect(await said()).toContain('一致：这是公示的文件');
  const phone = await openPage(context, PHONE, faults);
  page = phone;
  for (const [at, file] of [files.archived, files.revisions[2]!, files.bad.overlaid].entries()) {
    await check(file, `${at}.pdf`);
    expect(await overflow(phone)).toBe(0);
  }
});
