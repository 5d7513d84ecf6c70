// Who may fetch a print version and upload a scan, and how much: the same link, cookie and code as for signing.
import { expect, jest, test } from '@jest/globals';
import type { EventBody } from '../../functions/domain/event.ts';
import { uploadScan } from '../../functions/pages/assets/sign-ways.js';
import { PUBLICATION_TEXTS } from '../../functions/pages/sign/consent.ts';
import { LARGEST_PART } from '../../functions/workflow/wet-seal.ts';
import { png, page as sheet } from '../workflow/scanned.ts';
import { ORIGIN, type SampleSigning, sampleSigning, visitor } from './sample-signing.ts';

async function paper() {
  const signing = await sampleSigning({ ways: { enterprise: 'wet-seal' } });
  const { id } = signing;
  const print = await signing.files.put(new TextEncoder().encode('%PDF- print'), 'application/pdf');
  await signing.append({
    kind: 'PrintMade',
    role: 'enterprise',
    revision: 'a'.repeat(64),
    print,
  } as EventBody);
  const path = `/api/${id}/enterprise`;
  const guest = visitor(signing.app);
  const enter = async () => {
    await guest.post('/api/session', { token: signing.token('enterprise') });
    await guest.post(`${path}/code`, {});
    return signing.code('enterprise');
  };
  const cookie = () => guest.cookies.map(({ pair }) => pair).join('; ');
  const part = (body: Uint8Array, headers: Record<string, string>) =>
    signing.app.request(`${path}/scan-part`, {
      method: 'POST',
      body: body as BodyInit,
      headers: {
        'content-type': 'application/octet-stream',
        origin: ORIGIN,
        cookie: cookie(),
        ...headers,
      },
    });
  return { ...signing, path, guest, enter, part };
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const events = async ({ documents, id }: Pick<SampleSigning, 'documents' | 'id'>) =>
  (await documents.load(id))!.events.map(({ kind }) => kind);

test('a print version is for the holder of the link alone, and is saved, not opened', async () => {
  const { path, guest, enter } = await paper();
  expect((await guest.get(`${path}/print`)).status).toBe(401);
  await enter();
  const response = await guest.get(`${path}/print`);
  expect([response.status, await response.text()]).toEqual([200, '%PDF- print']);
  expect(response.headers.get('content-disposition')).toContain('attachment');
});

test('a scan comes in parts under the code, is joined and written down', async () => {
  const made = await paper();
  const { path, guest, enter, part, files, state } = made;
  const code = await enter();
  const scan = png(sheet());
  const parts: string[] = [];
  for (const piece of [scan.subarray(0, 1000), scan.subarray(1000)]) {
    const response = await part(piece, { 'x-code': code });
    parts.push(((await response.json()) as { part: string }).part);
  }
  const given = { code, publication: '2026-11', parts: parts.join(' ') };
  expect((await guest.post(`${path}/scan`, given)).status).toBe(204);
  const kept = (await state()).parties.enterprise.other!.scan!;
  expect(await files.get(kept.scan)).toEqual(scan);
  expect(kept.publication).toBe('2026-11');
  // Nobody reads that this party has yet to sign.
  const facts = (await (await guest.get(path)).json()) as { standing: string; parties: { state: string }[] };
  expect([facts.standing, ...facts.parties.map((one) => one.state)]).toEqual([
    'in-check',
    'in-turn',
    'in-turn',
    'in-check',
  ]);
  // The words that stood beside the box are kept with the act.
  const { events: trail } = (await made.documents.load(made.id))!;
  const act = trail.find(({ kind }) => kind === 'ScanReceived') as { evidence: string };
  const { words } = JSON.parse(new TextDecoder().decode(await files.get(act.evidence)));
  expect(words).toEqual({ publication: PUBLICATION_TEXTS['2026-11'] });
  // Sent again it is the same; another must wait for staff.
  expect((await guest.post(`${path}/scan`, given)).status).toBe(204);
  expect((await events(made)).filter((kind) => kind === 'ScanReceived')).toHaveLength(1);
  expect(await codeOf(await part(scan, { 'x-code': code }))).toBe('scan.pending');
});

test('the page sends a scan of twenty megabytes in requests that a Lambda function can take, and it arrives whole', async () => {
  const made = await paper();
  const { id, enter, part, guest, path, state, files } = made;
  const code = await enter();
  const scan = new Uint8Array(20 * 1024 * 1024);
  scan.set(png(sheet()));
  scan[scan.length - 1] = 7;
  const sent: number[] = [];
  const fetched = jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async (address, { body, headers } = {}) => {
      if (String(address) !== `/sign${path}/scan-part`) {
        return guest.post(String(address).slice('/sign'.length), JSON.parse(body as string));
      }
      const bytes = new Uint8Array(await (body as Blob).arrayBuffer());
      sent.push(Buffer.from(bytes).toString('base64').length);
      return part(bytes, headers as Record<string, string>);
    });
  const said: string[] = [];
  try {
    const given = { code, publication: '2026-11' };
    const say = (words: string) => said.push(words);
    await uploadScan({ document: id, role: 'enterprise' }, new File([scan], 'scan.png'), given, say);
  } finally {
    fetched.mockRestore();
  }
  // AWS Lambda: 6 MB an event; API Gateway's HTTP API hands a binary body on in base64, and its headers beside it.
  expect(Math.max(...sent) + 64 * 1024).toBeLessThan(6 * 1024 * 1024);
  expect([sent.length, said[0], said.at(-1)]).toEqual([10, '正在上传 0%', '正在上传 90%']);
  const kept = (await state()).parties.enterprise.other!.scan!;
  expect(Buffer.from(await files.get(kept.scan)).equals(scan)).toBe(true);
});

test('without cookie, from another site, with a wrong code or too large, nothing is kept', async () => {
  const made = await paper();
  const { enter, part } = made;
  const bytes = new Uint8Array(10);
  expect((await part(bytes, { 'x-code': '123456', cookie: '' })).status).toBe(401);
  const code = await enter();
  const wrong = code === '000000' ? '000001' : '000000';
  expect((await part(bytes, { 'x-code': code, origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await part(bytes, { 'x-code': '12' })).status).toBe(422);
  expect(await codeOf(await part(bytes, { 'x-code': wrong }))).toBe('code.wrong');
  expect((await part(new Uint8Array(LARGEST_PART + 1), { 'x-code': code })).status).toBe(413);
  expect((await part(bytes, { 'x-code': code, 'content-type': 'text/plain' })).status).toBe(415);
  expect((await events(made)).filter((kind) => kind === 'CodeRefused')).toHaveLength(1);
});

test('parts that are not there, too many, or no scan at all are refused', async () => {
  const { path, guest, enter, part } = await paper();
  const code = await enter();
  const send = async (parts: string) =>
    codeOf(await guest.post(`${path}/scan`, { code, publication: '2026-11', parts }));
  expect(await send('')).toBe('scan.incomplete');
  expect(await send('f'.repeat(64))).toBe('scan.incomplete');
  expect(await send(`../${'f'.repeat(61)}`)).toBe('scan.incomplete');
  expect(await send(Array(11).fill('f'.repeat(64)).join(' '))).toBe('scan.incomplete');
  const gif = await part(new TextEncoder().encode('GIF89a'), { 'x-code': code });
  expect(await send(((await gif.json()) as { part: string }).part)).toBe('scan.kind');
});

test('one code sent for uploading and for declining at once does one of the two', async () => {
  for (const declinesFirst of [true, false]) {
    const made = await paper();
    const { path, guest, enter, part } = made;
    const code = await enter();
    const decline = () => guest.post(`${path}/decline`, { code, reason: '规划面积与批复不符' });
    const upload = () => part(png(sheet()), { 'x-code': code });
    const acts = declinesFirst ? [decline, upload, upload] : [upload, upload, decline];
    const refusals = (await Promise.all(acts.map((act) => act()))).filter(({ ok }) => !ok);
    const seen = await events(made);
    const declined = seen.includes('Declined');
    expect(seen.filter((kind) => kind === 'Declined' || kind === 'PartStored')).toHaveLength(1);
    const codes = await Promise.all(refusals.map(codeOf));
    expect(codes).toEqual(declined ? ['document.not-signing', 'document.not-signing'] : ['code.used']);
  }
});

test('of twenty equal uploads at once one scan is kept, and all get one answer', async () => {
  const made = await paper();
  const { path, guest, enter, part } = made;
  const code = await enter();
  const stored = await Promise.all(Array.from({ length: 20 }, () => part(png(sheet()), { 'x-code': code })));
  const digests = await Promise.all(stored.map(async (one) => ((await one.json()) as { part: string }).part));
  expect(new Set(digests).size).toBe(1);
  const given = { code, publication: '2026-11', parts: digests[0]! };
  const answers = await Promise.all(Array.from({ length: 20 }, () => guest.post(`${path}/scan`, given)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  const seen = await events(made);
  expect(seen.filter((kind) => kind === 'PartStored' || kind === 'ScanReceived')).toHaveLength(2);
});

test('a code that has sent one scan sends no second one when that was sent back: another is asked for', async () => {
  const made = await paper();
  const { path, guest, enter, part, append, state, code: codeNow } = made;
  const code = await enter();
  const send = async (bytes: Uint8Array, typed: string) => {
    const stored = await part(bytes, { 'x-code': typed });
    if (!stored.ok) return codeOf(stored);
    const parts = ((await stored.json()) as { part: string }).part;
    const answer = await guest.post(`${path}/scan`, { code: typed, publication: '2026-11', parts });
    return answer.ok ? 'sent' : codeOf(answer);
  };
  const first = png(sheet());
  expect(await send(first, code)).toBe('sent');
  const { scan } = (await state()).parties.enterprise.other!.scan!;
  await append({ kind: 'ScanRefused', role: 'enterprise', scan });
  // The answer to the first was lost: it is given once more, and nothing is sent a second time.
  expect(await send(first, code)).toBe('sent');
  const second = png(sheet([[true]]));
  expect(await send(second, code)).toBe('code.used');
  expect((await events(made)).filter((kind) => kind === 'ScanReceived')).toHaveLength(1);
  await guest.post(`${path}/code`, {});
  expect(await send(second, await codeNow('enterprise'))).toBe('sent');
});

test('a party that signs over its link has no print version, and sends no scan', async () => {
  const { id, guest, token, code, app } = await paper();
  const path = `/api/${id}/county`;
  await guest.post('/api/session', { token: token('county') });
  await guest.post(`${path}/code`, {});
  const response = await app.request(`${path}/scan-part`, {
    method: 'POST',
    body: new Uint8Array(3),
    headers: {
      'content-type': 'application/octet-stream',
      origin: ORIGIN,
      'x-code': await code('county'),
      cookie: guest.cookies.map(({ pair }) => pair).join('; '),
    },
  });
  expect(await codeOf(response)).toBe('way.other');
  expect((await guest.get(`${path}/print`)).status).toBe(404);
});
