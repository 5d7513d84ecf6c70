// The signing pages over HTTP: what the holder of a link can do and see.
import { expect, test } from '@jest/globals';
import type { EventBody } from '../../functions/domain/event.ts';
import { linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { sha256 } from '../../functions/domain/trail.ts';
import type { DocumentFacts } from '../../functions/pages/sign/facts.ts';
import { CONSENT_VERSION, PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { ORIGIN, PARTIES, type SampleOptions, sampleSigning, visitor } from './sample-signing.ts';

const at = (id: string, role: Role) => `/api/${id}/${role}`;

/** A signer whose link is open. */
async function opened(role: Role = 'county', options: SampleOptions = {}) {
  const signing = await sampleSigning(options);
  return { ...signing, role, ...(await openedIn(signing, role)) };
}

async function openedIn(signing: Awaited<ReturnType<typeof sampleSigning>>, role: Role) {
  const browser = visitor(signing.app);
  const answer = await browser.post('/api/session', { token: signing.token(role) });
  const base = at(signing.id, role);
  const facts = async () => (await (await browser.get(base)).json()) as DocumentFacts;
  const submission = async () => ({
    code: await signing.code(role),
    consent: CONSENT_VERSION,
    publication: PUBLICATION_VERSION,
    shown: (await facts()).revision!,
  });
  return { browser, answer, base, facts, submission };
}

const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;
const kinds = async ({ documents, id }: { documents: { load(id: string): Promise<unknown> }; id: string }) =>
  ((await documents.load(id)) as { events: EventBody[] }).events.map(({ kind }) => kind);
const count = (list: string[], kind: string) => list.filter((one) => one === kind).length;

test('a link opens for a cookie bound to this document and party, for half an hour', async () => {
  const { answer, id } = await opened();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ document: id, role: 'county' });
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(new RegExp(`^lq_sign_${id}_county=`));
  for (const attribute of [
    `Path=/sign/api/${id}/county`,
    'HttpOnly',
    'Secure',
    'SameSite=Strict',
    'Max-Age=1800',
  ])
    expect(cookie!.split('; ')).toContain(attribute);
});

test('reading twenty times, by GET and by HEAD, changes nothing', async () => {
  const { app, browser, base, documents, id } = await opened();
  const before = await documents.load(id);
  for (let time = 0; time < 20; time += 1)
    for (const method of ['GET', 'HEAD']) {
      expect((await app.request('/', { method })).status).toBe(200);
      for (const path of [base, `${base}/pdf`, `${base}/pdf?download`])
        expect((await browser.get(path, { method })).status).toBe(200);
      for (const path of ['/api/session', `${base}/code`, `${base}/sign`, `${base}/decline`])
        expect((await browser.get(path, { method })).status).toBe(404);
    }
  expect(await documents.load(id)).toEqual(before);
});

test('a wrong, garbled, foreign or orphaned token gets one and the same answer', async () => {
  const { app, token, world } = await sampleSigning();
  const good = token('county');
  const wrong = [
    '',
    'x',
    good.slice(0, -1),
    `${good}A`,
    good.replace('county', 'drc'),
    good.replace('.county.', '.mayor.'),
    linkToken(new Uint8Array(32).fill(1), { document: 'sampledocument0001', role: 'county' }),
    linkToken(world.linkSecret, { document: 'nosuchdocument0001', role: 'county' }),
    '统一'.repeat(300),
  ];
  const answers = [];
  for (const one of wrong) {
    const response = await visitor(app).post('/api/session', { token: one });
    answers.push([response.status, response.headers.getSetCookie(), await response.text()]);
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]![0]).toBe(404);
  expect(answers[0]![2]).toContain('这个签署链接无效');
});

test('without its own cookie nothing is told, not even whether the document exists', async () => {
  const { app, base, browser, id, role } = await opened();
  const value = browser.cookies[0]!.pair.split('=')[1]!;
  const cookies = [
    {},
    { cookie: `lq_sign_${id}_drc=${value}` },
    { cookie: `lq_sign_${id}_county=${value}` },
    { cookie: `lq_sign_${id}_enterprise=9999999999.${'A'.repeat(43)}` },
  ];
  const paths = [
    at(id, 'drc'),
    at(id, 'enterprise'),
    at('nosuchdocument0001', 'county'),
    at(id, 'mayor' as Role),
  ];
  const bodies = new Set<string>();
  for (const headers of cookies)
    for (const path of paths)
      for (const end of ['', '/pdf']) {
        const response = await app.request(path + end, { headers: headers as Record<string, string> });
        expect(response.status).toBe(401);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        bodies.add(await response.text());
      }
  expect(bodies.size).toBe(1);
  // The same value under its own name and path does open.
  const own = await app.request(base, { headers: { cookie: `lq_sign_${id}_${role}=${value}` } });
  expect(own.status).toBe(200);
});

test('a cookie is over after thirty minutes, and asking for a code renews it', async () => {
  const { browser, base, clock } = await opened();
  clock.advance(29 * 60_000);
  expect((await browser.post(`${base}/code`, {})).status).toBe(204);
  const renewed = browser.cookies.splice(1);
  clock.advance(60_000);
  const late = await browser.get(base);
  expect([late.status, await codeOf(late)]).toEqual([401, 'session.missing']);
  browser.cookies.splice(0, 1, ...renewed);
  expect((await browser.get(base)).status).toBe(200);
});

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

test('of a voided document its link tells that it ended and whom to ask, and no word of it', async () => {
  const { browser, base, append, world, files } = await opened();
  await append({ kind: 'Voided', reason: await files.put(new Uint8Array([1]), 'text/plain') });
  const answer = await browser.get(base);
  expect(await answer.json()).toEqual({
    standing: 'ended',
    outcome: 'voided',
    contact: world.office.contact,
  });
  expect((await browser.get(`${base}/pdf`)).status).toBe(404);
  expect((await browser.get(`${base}/pdf?download`)).headers.get('content-disposition')).toBeNull();
  expect((await browser.post(`${base}/code`, {})).status).toBe(409);
});

test('who signed before a document was voided keeps the file signed, and is told', async () => {
  const { browser, base, append, facts, files, makeSignature, state } = await opened();
  await makeSignature('county');
  const own = (await state()).parties.county.signed!.revision;
  await makeSignature('drc');
  await append({ kind: 'Voided', reason: await files.put(new Uint8Array([1]), 'text/plain') });
  expect(await facts()).toMatchObject({ standing: 'has-signed', outcome: 'voided', revision: own });
  expect((await browser.get(`${base}/pdf`)).headers.get('etag')).toBe(`"${own}"`);
});

test('the right to sign ends with its day, before the workflow has written that down', async () => {
  const { browser, base, clock, app, token } = await opened();
  clock.set('2026-02-28T15:59:59.998Z');
  const late = visitor(app);
  await late.post('/api/session', { token: token('county') });
  expect(await (await late.get(base)).json()).toMatchObject({ standing: 'may-sign' });
  clock.advance(1);
  expect(await (await late.get(base)).json()).toMatchObject({ standing: 'ended', outcome: 'expired' });
  expect(await codeOf(await late.post(`${base}/code`, {}))).toBe('document.not-signing');
  expect((await browser.get(base)).status).toBe(401);
});

test('a published document shows its holder where', async () => {
  const { append, facts, makeSignature, browser, base } = await opened();
  for (const role of ['drc', 'county', 'enterprise'] as const) await makeSignature(role);
  expect(await facts()).toMatchObject({ standing: 'has-signed', allSigned: true, discloses: true });
  await append({ kind: 'Completed' }, { kind: 'Published', path: 'pledges/x/' });
  expect(await facts()).toMatchObject({ publicUrl: `${ORIGIN}/public/pledges/x/` });
  expect((await browser.get(`${base}/pdf`)).status).toBe(200);
});

test('a request of another shape or from elsewhere is refused and changes nothing', async () => {
  const { browser, base, documents, id, token } = await opened();
  const before = await documents.load(id);
  const refused = async (body: unknown, headers: Record<string, string> = {}, path = `${base}/decline`) => {
    const response = await browser.post(path, body, headers);
    return [response.status, await codeOf(response)];
  };
  const malformed = [400, 'request.malformed'];
  const foreign = [403, 'request.foreign'];
  const good = { code: '123456', reason: '规划面积与批复不符' };
  expect(await refused({ ...good, more: '1' })).toEqual(malformed);
  expect(await refused('{"code":"123456","reason":"规划面积与批复不符","__proto__":{}}')).toEqual(malformed);
  for (const body of [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"code":"123456","reason":5}',
    '{"code":"123456","reason":["规划面积与批复不符"]}',
  ])
    expect(await refused(body)).toEqual(malformed);
  expect(await refused('['.repeat(16_000))).toEqual(malformed);
  expect(await refused({ ...good, reason: '长'.repeat(6_000) })).toEqual([413, 'request.too-large']);
  expect(await refused(good, { 'content-type': 'text/plain' })).toEqual([415, 'request.media-type']);
  expect(await refused(good, { origin: 'https://evil.example' })).toEqual(foreign);
  expect(await refused(good, { origin: 'null' })).toEqual(foreign);
  expect(await refused(good, { 'sec-fetch-site': 'cross-site' })).toEqual(foreign);
  expect(await refused(good, { 'sec-fetch-site': 'same-site' })).toEqual(foreign);
  expect(
    await refused({ token: token('county') }, { origin: 'https://evil.example' }, '/api/session'),
  ).toEqual(foreign);
  expect(await documents.load(id)).toEqual(before);
});

test('a key given twice is refused, whichever of the two is right', async () => {
  const { app, token } = await sampleSigning();
  for (const [first, second] of [
    ['wrong', token('drc')],
    [token('drc'), 'wrong'],
    [token('drc'), token('drc')],
  ]) {
    const answer = await visitor(app).post('/api/session', `{"token":"${first}","\\u0074oken":"${second}"}`);
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'request.malformed']);
  }
});

test('the token is in no answer, no header and no log, even when the disk fails', async () => {
  const signing = await opened();
  const { browser, base, world, token, logged, answer } = signing;
  const secret = token('county').split('.')[2]!;
  const answers = [
    answer,
    await browser.get('/'),
    await browser.get(base),
    await browser.get(`${base}/pdf`),
    await browser.post(`${base}/code`, {}),
    await browser.post('/api/session', { token: `${token('county')}x` }),
    await browser.post('/api/session', { token: token('county'), more: 'x' }),
  ];
  Object.assign(world, { files: { get: () => Promise.reject(new Error(`no disk for ${secret}`)) } });
  const failed = await browser.get(base);
  expect([failed.status, await failed.clone().json()]).toMatchObject([500, { code: 'request.failed' }]);
  for (const response of [...answers, failed]) {
    expect(JSON.stringify([...response.headers])).not.toContain(secret);
    expect(await response.text()).not.toContain(secret);
  }
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toContain(secret);
});

test('nothing is cached, framed or leaked by address, whatever the answer', async () => {
  const { browser, base } = await opened();
  for (const response of [
    await browser.get('/'),
    await browser.get(base),
    await browser.get(`${base}/pdf`),
    await browser.get('/api/nosuchdocument0001/drc'),
    await browser.post('/api/session', { token: 'x' }),
    await browser.get('/api/nothing'),
  ]) {
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'.*frame-ancestors 'none'/,
    );
  }
});
