// What must never get in by the API, and what it hears instead. State is unchanged each time.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictJson } from '../../functions/handlers/strict-json.ts';
import { SEED } from '../seed.ts';
import { type OrderJson, orderJson, problemOf, startApi } from './integration-world.ts';

const MEGABYTE = 1024 * 1024;

/** The order's JSON with `member` in front of its members. */
const withMember = (member: string): string => JSON.stringify(orderJson()).replace('{', `{${member},`);

async function refused(body: unknown, headers: Record<string, string> = {}) {
  const { world, logged, post } = startApi();
  const answer = await problemOf(await post(body, headers));
  expect(world.documents.ids()).toEqual([]);
  expect(world.files.files.size).toBe(0);
  expect(logged).toEqual([]);
  return answer;
}

describe('a body that is not plain JSON', () => {
  test.each([
    ['text', '{', 'json.syntax', []],
    ['nothing', '', 'json.syntax', []],
    ['two values', '{}{}', 'json.syntax', []],
    ['an unfinished string', '{"a":"', 'json.syntax', []],
    ['an unfinished escape', '{"a":"\\', 'json.syntax', []],
    ['a byte order mark', '\uFEFF{}', 'json.syntax', []],
    ['a comment', '{/**/}', 'json.syntax', []],
    ['a repeated key', withMember('"town":{}'), 'json.duplicate-key', ['town json.duplicate-key']],
    ['a key repeated by its escape', '{"a":1,"\\u0061":2}', 'json.duplicate-key', ['a json.duplicate-key']],
    [
      'a key repeated inside',
      '{"items":[{},{"x":1,"x":1}]}',
      'json.duplicate-key',
      ['items.1.x json.duplicate-key'],
    ],
    ['__proto__', withMember('"__proto__":{"a":1}'), 'json.forbidden-key', ['__proto__ json.forbidden-key']],
    ['__proto__ by escape', '{"\\u005f_proto__":1}', 'json.forbidden-key', ['__proto__ json.forbidden-key']],
    ['constructor', '{"a":{"constructor":1}}', 'json.forbidden-key', ['a.constructor json.forbidden-key']],
    ['a lone surrogate', '{"a":["x","\\uD800"]}', 'json.surrogate', ['a.1 json.surrogate']],
    ['a lone surrogate in a key', '{"\\uDC00":1}', 'json.surrogate', ['U+DC00 json.surrogate']],
    ['infinity', '{"a":1e999}', 'json.number', ['a json.number']],
    ['an integer beyond 2^53', '{"a":-9007199254740993}', 'json.number', ['a json.number']],
    ['5,002 values', `[${'1,'.repeat(5001)}1]`, 'json.many', []],
    ['a string of 10,001 characters', `{"a":["${'b'.repeat(10_001)}"]}`, 'json.long', ['a.0 json.long']],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 'json.depth', []],
    ['100,000 objects in each other', '{"a":'.repeat(100_000), 'json.depth', []],
  ])('%s', async (_, body, code, errors) => {
    expect(await refused(body)).toEqual({ status: 400, code, errors });
  });

  test('bytes that are not UTF-8', async () => {
    const body = Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d);
    expect(await refused(body)).toMatchObject({ status: 400, code: 'json.encoding' });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=gbk',
    'application/jsonx',
  ])('of type %s', async (type) => {
    expect(await refused(orderJson(), { 'content-type': type })).toMatchObject({
      status: 415,
      code: 'request.media-type',
    });
  });

  test('compressed', async () => {
    expect(await refused(orderJson(), { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
  });

  test.each([
    ['honest', { 'content-length': String(11 * MEGABYTE) }],
    ['lying', { 'content-length': '2' }],
    ['missing', {}],
  ])('of 11 MB, its length %s', async (_, headers) => {
    const body = `"${'a'.repeat(11 * MEGABYTE)}"`;
    expect(await refused(body, headers as Record<string, string>)).toMatchObject({
      status: 413,
      code: 'request.too-large',
    });
  });

  test('an endless stream is not read to its end', async () => {
    const { app } = startApi();
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const headers = {
      authorization: 'Bearer xining',
      'content-type': 'application/json',
      'idempotency-key': 'k',
    };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await app.request('/v1/rectification-orders', init)).status).toBe(413);
    expect(sent).toBeLessThan(2 * MEGABYTE);
  });

  test('nested too deep is refused where it becomes so: what follows is not read', async () => {
    expect(await refused(`${'['.repeat(1000)}@`)).toEqual({ status: 400, code: 'json.depth', errors: [] });
  });
});

test('whatever JSON is plain comes through as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8, noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\\ud[89a-f]/i.test(text) && !/__proto__|constructor|prototype/.test(text));
      fc.pre(!/\d{16}|\de\+/.test(text));
      expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      expect(parseStrictJson(JSON.stringify(value, null, '\t'))).toEqual(JSON.parse(text));
    }),
    { seed: SEED },
  );
});

test('whatever text it is, only a JsonFault is thrown', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    '1',
    '-',
    'e',
    'true',
    '\\u',
    'd800',
    'a',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      try {
        parseStrictJson(pieces.join(''));
      } catch (error) {
        expect((error as Error).name).toBe('JsonFault');
      }
    }),
    { numRuns: 2000, seed: SEED },
  );
});

describe('a field that is wrong is named', () => {
  const cases: [string, (order: OrderJson) => void, string[]][] = [
    ['an unknown key', (order) => (order.colour = 'red'), ['colour unknown-field']],
    ['an unknown key inside', ({ items }) => (items[1]!.colour = 1), ['items.1.colour unknown-field']],
    ['an item without a deadline', ({ items }) => delete items[0]!.deadline, ['items.0.deadline required']],
    [
      'a day that does not exist',
      ({ items }) => (items[0]!.deadline = '2027-02-29'),
      ['items.0.deadline date.nonexistent'],
    ],
    [
      'a deadline that has passed',
      ({ items }) => (items[2]!.deadline = '2026-11-24'),
      ['items.2.deadline item.deadline-past', 'signing.signBy sign-by.after-deadline'],
    ],
    ['a number for a text', ({ town }) => (town.name = 5), ['town.name type.string']],
    [
      'a text for a number',
      (order) => (order.defence = { ...(order.defence as object), days: '10' }),
      ['defence.days type.number'],
    ],
    [
      'half a day',
      (order) => (order.defence = { ...(order.defence as object), days: 10.5 }),
      ['defence.days number.decimals'],
    ],
    [
      'a text for a flag',
      (order) => (order.service = { confirmed: 'on' }),
      ['service.confirmed type.boolean'],
    ],
    [
      'a list for a group',
      (order) => (order.contact = []),
      ['contact type.object', 'contact.person required', 'contact.phone required'],
    ],
    [
      'a wrong check character',
      ({ parties }) => (parties.drc!.code = '1163010001500A2110'),
      ['parties.drc.code credit-code.check'],
    ],
    [
      'a bidi control in a name',
      ({ parties }) => (parties.drc!.person = '马\u202E玉兰'),
      ['parties.drc.person text.invisible'],
    ],
    [
      'a zero-width space in a name',
      ({ town }) => (town.name = '大通\u200B小镇'),
      ['town.name text.invisible'],
    ],
    [
      'CR and LF in a name',
      ({ parties }) => (parties.county!.person = '李\r\nBcc: a@b.cn'),
      ['parties.county.person text.line-break'],
    ],
    ['a character that no font has', ({ town }) => (town.name = '\u{2A6A5}小镇'), ['town.name text.glyph']],
    [
      'one organization twice',
      ({ parties }) => (parties.county!.organization = parties.drc!.organization),
      ['parties.county.organization party.organization-repeated'],
    ],
    [
      'a county of another prefecture',
      (order) => (order.region = { prefecture: '630200', county: '630121' }),
      ['region.county region.county-outside'],
    ],
  ];

  test.each(cases)('%s', async (_, change, errors) => {
    expect(await refused(orderJson(change))).toEqual({ status: 422, code: 'order.invalid', errors });
  });

  test.each([null, [], 'order', 5, true])('%j is no order', async (body) => {
    const { status, code, errors } = await refused(JSON.stringify(body));
    expect([status, code]).toEqual([422, 'order.invalid']);
    expect(errors.length).toBeGreaterThan(10);
  });

  test('invisible characters are named in the sentence', async () => {
    const { post } = startApi();
    const response = await post(orderJson(({ town }) => (town.name = '大通\u200B小镇')));
    expect((await response.json()).errors[0].message).toContain('U+200B');
  });
});

test('markup, middle dots and full-width brackets are taken as typed', async () => {
  const { world, get, post } = startApi();
  const name = '<b>#s</b> $x$ 大通·河湟（一期）';
  const { id } = await (await post(orderJson(({ town }) => (town.name = name)))).json();
  expect((await (await get(`/v1/documents/${id}`)).json()).town).toBe(name);
  expect(world.documents.ids()).toEqual([id]);
});
