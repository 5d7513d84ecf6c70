// What the signing pages make of requests that are not theirs.
import { expect, test } from '@jest/globals';
import { codeOf, opened } from './opened-link.ts';
import { sampleSigning, visitor } from './sample-signing.ts';

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
