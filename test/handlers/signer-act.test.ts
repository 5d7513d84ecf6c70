// What a signer sees, agrees to and decides over HTTP.
import { expect, test } from '@jest/globals';
import { CONSENT_VERSION, PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { codeOf, count, kinds, opened, openedIn } from './opened-link.ts';
import { PARTIES } from './sample-signing.ts';

test('the facts name office, parties and due day, and nobody who has not signed', async () => {
  const { facts, makeSignature, browser, base } = await opened();
  await makeSignature('drc');
  const text = await (await browser.get(base)).text();
  for (const { email } of PARTIES) expect(text).not.toContain(email);
  expect(text).not.toContain('王永强');
  const told = await facts();
  expect(told).toMatchObject({
    standing: 'may-sign',
    office: '西宁市发展和改革委员会',
    documentName: '三级联签承诺书',
    dueText: '2026年2月28日 24:00',
    mailbox: 'l***@qz.example.gov.cn',
    consent: { version: CONSENT_VERSION },
    publication: { version: PUBLICATION_VERSION },
    allSigned: false,
  });
  expect(told.parties.map(({ state, signer }) => [state, signer?.person])).toEqual([
    ['signed', '马建国'],
    ['in-turn', '李秀兰'],
    ['in-turn', undefined],
  ]);
});

test('the PDF comes with its digest as tag and, for taking home, with its Chinese name', async () => {
  const { browser, base, facts } = await opened();
  const shown = await browser.get(`${base}/pdf`);
  expect(shown.headers.get('etag')).toBe(`"${(await facts()).revision}"`);
  expect(shown.headers.get('content-disposition')).toBeNull();
  const taken = await browser.get(`${base}/pdf?download`);
  const name = /filename\*=UTF-8''(\S+)$/.exec(taken.headers.get('content-disposition')!)![1]!;
  expect(decodeURIComponent(name)).toBe('丝路（多巴）国际物流小镇三级联签承诺书.pdf');
});

test('a file other than the one in the system, or an old consent, is refused', async () => {
  const { browser, base, submission, state } = await opened();
  await browser.post(`${base}/code`, {});
  const good = await submission();
  const refused = async (change: object) =>
    codeOf(await browser.post(`${base}/sign`, { ...good, ...change }));
  expect(await refused({ shown: 'a'.repeat(64) })).toBe('shown.mismatch');
  expect(await refused({ consent: '2020-01' })).toBe('consent.outdated');
  expect(await refused({ consent: '' })).toBe('consent.missing');
  expect((await state()).parties.county.consented).toBeUndefined();
});

test('nobody signs what will be published without having agreed, apart, to the publication of name and title', async () => {
  const { browser, base, submission, state, facts } = await opened();
  expect((await facts()).publication?.text).toContain('公开其中我的姓名和职务');
  await browser.post(`${base}/code`, {});
  const good = await submission();
  const refused = async (publication: string) =>
    codeOf(await browser.post(`${base}/sign`, { ...good, publication }));
  expect(await refused('')).toBe('consent.publication-missing');
  expect(await refused('2020-01')).toBe('consent.outdated');
  const { publication: _, ...without } = good;
  expect(await codeOf(await browser.post(`${base}/sign`, without))).toBe('request.malformed');
  expect((await state()).parties.county).toMatchObject({ code: { failures: 0 } });
  expect((await browser.post(`${base}/sign`, good)).status).toBe(204);
  expect((await state()).parties.county.consented).toMatchObject({
    consent: CONSENT_VERSION,
    publication: PUBLICATION_VERSION,
  });
});

test('of what is not published, publication is neither asked nor recorded', async () => {
  const { browser, base, submission, state, facts } = await opened('county', { discloses: false });
  expect(await facts()).not.toHaveProperty('publication');
  await browser.post(`${base}/code`, {});
  const given = { ...(await submission()), publication: '' };
  expect((await browser.post(`${base}/sign`, given)).status).toBe(204);
  expect((await state()).parties.county.consented).not.toHaveProperty('publication');
});

test('two parties at once both succeed, also on the file the other has signed meanwhile', async () => {
  const signing = await opened('county');
  const other = await openedIn(signing, 'enterprise');
  const both = [signing, other];
  for (const { browser, base } of both) expect((await browser.post(`${base}/code`, {})).status).toBe(204);
  const given = await Promise.all(both.map(({ submission }) => submission()));
  const answers = await Promise.all(
    both.map(({ browser, base }, n) => browser.post(`${base}/sign`, given[n])),
  );
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  await signing.makeSignature('county');
  await signing.makeSignature('enterprise');
  const third = await openedIn(signing, 'drc');
  expect((await third.facts()).parties.map((party) => party.state)).toEqual(['in-turn', 'signed', 'signed']);
});

test('whoever is not in turn may read and is told to wait', async () => {
  const { browser, base, facts } = await opened('enterprise', { order: [['drc', 'county'], ['enterprise']] });
  expect((await facts()).standing).toBe('waits-for-others');
  expect((await browser.get(`${base}/pdf`)).status).toBe(200);
  expect(await codeOf(await browser.post(`${base}/code`, {}))).toBe('party.not-in-turn');
});

test('declining takes a reason of five characters, and ends the signing for all', async () => {
  const signing = await opened();
  const { browser, base, facts, code } = signing;
  await browser.post(`${base}/code`, {});
  const right = await code('county');
  const refused = async (reason: string) =>
    codeOf(await browser.post(`${base}/decline`, { code: right, reason }));
  expect(await refused('不 同 意 签')).toBe('reason.short');
  expect(await refused('面积与规划不符\u202e')).toBe('reason.characters');
  expect(await refused('面积不符合\ud800')).toBe('reason.characters');
  expect((await facts()).standing).toBe('may-sign');
  const reason = { code: right, reason: '规划面积与批复不符' };
  expect((await browser.post(`${base}/decline`, reason)).status).toBe(204);
  expect((await browser.post(`${base}/decline`, reason)).status).toBe(204);
  expect(count(await kinds(signing), 'Declined')).toBe(1);
  expect(await facts()).toMatchObject({ standing: 'has-declined', outcome: 'declined' });
  const other = await openedIn(signing, 'drc');
  expect(await other.facts()).toEqual({
    standing: 'ended',
    outcome: 'declined',
    contact: signing.world.office.contact,
  });
});
