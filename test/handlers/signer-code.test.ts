// One-time codes over HTTP: their tries, their time, and one act for each.
import { expect, test } from '@jest/globals';
import { oneTimeCode } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { sha256 } from '../../functions/domain/trail.ts';
import { CONSENT_VERSION, PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { codeOf, count, kinds, opened, openedIn } from './opened-link.ts';

test('fifty equal submissions at once make one consent and get one answer', async () => {
  const signing = await opened();
  const { browser, base, submission, facts, makeSignature } = signing;
  await browser.post(`${base}/code`, {});
  const given = await submission();
  const answers = await Promise.all(Array.from({ length: 50 }, () => browser.post(`${base}/sign`, given)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect(count(await kinds(signing), 'Consented')).toBe(1);
  expect((await facts()).standing).toBe('being-signed');
  await makeSignature('county');
  expect(await facts()).toMatchObject({ standing: 'has-signed', allSigned: false });
  expect((await browser.post(`${base}/sign`, given)).status).toBe(204);
  expect(count(await kinds(signing), 'Consented')).toBe(1);
});

test('five wrong codes use it up; of two hundred at once exactly five are evaluated', async () => {
  const signing = await opened();
  const { browser, base, submission } = signing;
  await browser.post(`${base}/code`, {});
  const good = await submission();
  const wrong = { ...good, code: good.code === '000000' ? '000001' : '000000' };
  const answers = await Promise.all(Array.from({ length: 200 }, () => browser.post(`${base}/sign`, wrong)));
  const codes = await Promise.all(answers.map(codeOf));
  expect([count(codes, 'code.wrong'), count(codes, 'code.exhausted')]).toEqual([4, 196]);
  expect(count(await kinds(signing), 'CodeRefused')).toBe(5);
  expect(await codeOf(await browser.post(`${base}/sign`, good))).toBe('code.exhausted');
  expect(count(await kinds(signing), 'Consented')).toBe(0);
});

test('a code is of no use after ten minutes, after a newer one, or to another party', async () => {
  const signing = await opened();
  const { browser, base, submission, clock } = signing;
  expect(await codeOf(await browser.post(`${base}/sign`, { ...(await withoutCode()), code: '123456' }))).toBe(
    'code.missing',
  );
  await browser.post(`${base}/code`, {});
  const first = await submission();
  const other = await openedIn(signing, 'drc');
  await other.browser.post(`${other.base}/code`, {});
  expect(await codeOf(await other.browser.post(`${other.base}/sign`, first))).toBe('code.wrong');
  await browser.post(`${base}/code`, {});
  expect(await codeOf(await browser.post(`${base}/sign`, first))).toBe('code.wrong');
  const second = await submission();
  clock.advance(10 * 60_000);
  expect(await codeOf(await browser.post(`${base}/sign`, second))).toBe('code.expired');

  async function withoutCode() {
    return {
      consent: CONSENT_VERSION,
      publication: PUBLICATION_VERSION,
      shown: (await signing.facts()).revision!,
    };
  }
});

test('what is not six digits costs no try', async () => {
  const signing = await opened();
  const { browser, base, submission } = signing;
  await browser.post(`${base}/code`, {});
  const good = await submission();
  for (const code of ['', '12345', '1234567', ' 12345', '１２３４５６', 'abcdef'])
    expect(await codeOf(await browser.post(`${base}/sign`, { ...good, code }))).toBe('request.code');
  expect((await browser.post(`${base}/sign`, good)).status).toBe(204);
});

test('whoever has the link and no code declines nothing, and leaves no file behind', async () => {
  const signing = await opened();
  const { browser, base, documents, id, files, facts, code } = signing;
  const reason = '规划面积与批复不符';
  const refused = async (typed: string) =>
    codeOf(await browser.post(`${base}/decline`, { code: typed, reason }));
  const before = await documents.load(id);
  expect(await codeOf(await browser.post(`${base}/decline`, { reason }))).toBe('request.malformed');
  expect(await refused('')).toBe('request.code');
  expect(await refused('123456')).toBe('code.missing');
  expect(await documents.load(id)).toEqual(before);
  await browser.post(`${base}/code`, {});
  const right = await code('county');
  expect(await refused(right === '000000' ? '000001' : '000000')).toBe('code.wrong');
  expect(await refused(await oneTimeCodeOf(signing, 'drc'))).toBe('code.wrong');
  expect((await facts()).standing).toBe('may-sign');
  await expect(files.get(sha256(reason))).rejects.toThrow();

  async function oneTimeCodeOf({ world }: typeof signing, role: Role) {
    return oneTimeCode(world.linkSecret, { document: id, role }, 1);
  }
});

test('one code sent for signing and for declining at once does one of the two, whichever comes first', async () => {
  for (const order of [
    ['sign', 'decline'],
    ['decline', 'sign'],
  ]) {
    const signing = await opened();
    const { browser, base, submission } = signing;
    await browser.post(`${base}/code`, {});
    const given = await submission();
    const bodies: Record<string, object> = {
      sign: given,
      decline: { code: given.code, reason: '规划面积与批复不符' },
    };
    const answers = await Promise.all(
      [...order, ...order, ...order].map(async (act) => {
        const { status } = await browser.post(`${base}/${act}`, bodies[act]);
        return `${act} ${status}`;
      }),
    );
    const list = await kinds(signing);
    const done = count(list, 'Consented') === 1 ? 'sign' : 'decline';
    const other = done === 'sign' ? 'decline' : 'sign';
    expect(count(list, 'Consented') + count(list, 'Declined')).toBe(1);
    // Equal requests get equal answers: three times done, three times refused.
    expect(answers.sort()).toEqual(
      [...Array(3).fill(`${done} 204`), ...Array(3).fill(`${other} 409`)].sort(),
    );
  }
});

test('a code that has signed signs nothing else and nobody else, also in another word', async () => {
  const signing = await opened();
  const { browser, base, submission } = signing;
  await browser.post(`${base}/code`, {});
  const given = await submission();
  expect((await browser.post(`${base}/sign`, given)).status).toBe(204);
  const refused = async (path: string, body: object) => codeOf(await browser.post(`${base}/${path}`, body));
  expect(await refused('sign', { ...given, shown: 'a'.repeat(64) })).toBe('party.already-signed');
  expect(await refused('decline', { code: given.code, reason: '规划面积与批复不符' })).toBe(
    'party.already-signed',
  );
  const other = await openedIn(signing, 'drc');
  await other.browser.post(`${other.base}/code`, {});
  expect(await codeOf(await other.browser.post(`${other.base}/sign`, given))).toBe('code.wrong');
  expect(count(await kinds(signing), 'Consented')).toBe(1);
});

test('whoever declined is answered once more with its code, and with no other', async () => {
  const { browser, base, code } = await opened();
  await browser.post(`${base}/code`, {});
  const right = await code('county');
  const reason = '规划面积与批复不符';
  expect((await browser.post(`${base}/decline`, { code: right, reason })).status).toBe(204);
  expect((await browser.post(`${base}/decline`, { code: right, reason })).status).toBe(204);
  const wrong = right === '000000' ? '000001' : '000000';
  expect(await codeOf(await browser.post(`${base}/decline`, { code: wrong, reason }))).toBe(
    'document.not-signing',
  );
});
