// A link over HTTP: what it opens, for whom and how long, and what its end leaves of it.
import { expect, test } from '@jest/globals';
import { linkToken } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { at, codeOf, opened } from './opened-link.ts';
import { ORIGIN, sampleSigning, visitor } from './sample-signing.ts';

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
