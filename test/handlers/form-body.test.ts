// The body of a form, as a browser sends it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadBody, readFormBody, readPairs } from '../../functions/handlers/form-body.ts';
import { SEED } from '../seed.ts';

describe('the names of a posted form', () => {
  test('nest by dots, and numbers make rows in their order, closing gaps', () => {
    const { input, own } = readPairs([
      ['town.name', '甲'],
      ['items.10.measure', '第三'],
      ['items.2.measure', '第二'],
      ['items.0.measure', '第一'],
      ['_do', 'save'],
    ]);
    expect(input).toEqual({
      town: { name: '甲' },
      items: [{ measure: '第一' }, { measure: '第二' }, { measure: '第三' }],
    });
    expect(Object.fromEntries(own)).toEqual({ do: 'save' });
  });

  test.each([
    '__proto__',
    'town.__proto__.polluted',
    'constructor',
    'town.prototype.x',
    '',
    '.',
    'a..b',
    '0.x',
    'a.b.c.d.e.f.g',
    'a b',
    '小镇',
    `a.${'x'.repeat(300)}`,
    'items.1000.x',
  ])('%j is refused', (name) => {
    expect(() => readPairs([[name, '1']])).toThrow(BadBody);
  });

  test.each([
    [
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    [
      [
        ['a.b', '1'],
        ['a.b', '1'],
      ],
    ],
    [
      [
        ['a', '1'],
        ['a.b', '2'],
      ],
    ],
    [
      [
        ['a.b', '1'],
        ['a', '2'],
      ],
    ],
    [
      [
        ['a.0.x', '1'],
        ['a.b', '2'],
      ],
    ],
    [[['a.0', '1']]],
    [[['a.0.0.x', '1']]],
    [
      [
        ['_do', 'save'],
        ['_do', 'issue'],
      ],
    ],
  ] as [[string, string][]][])('what repeats or contradicts itself is refused: %j', (pairs) => {
    expect(() => readPairs(pairs)).toThrow(BadBody);
  });

  test('whatever the names are, the answer is a form or BadBody, and no object’s prototype changes', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'b', '0', '1', '__proto__', 'constructor', 'toString', '_do', ''),
      fc.string({ maxLength: 4 }),
    );
    const name = fc.array(key, { minLength: 1, maxLength: 8 }).map((keys) => keys.join('.'));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ maxLength: 5 })), { maxLength: 8 }), (pairs) => {
        const before = Object.getOwnPropertyNames(Object.prototype).length;
        try {
          const { input } = readPairs(pairs);
          expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
        } catch (error) {
          expect(error).toBeInstanceOf(BadBody);
        }
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
      }),
      { seed: SEED },
    );
  });
});

describe('the body', () => {
  const post = (body: BodyInit, type?: string) =>
    readFormBody(
      new Request('http://office.test/', {
        method: 'POST',
        body,
        headers: type ? { 'content-type': type } : {},
      }),
    );

  test('may be multipart too', async () => {
    const data = new FormData();
    data.set('town.name', '甲\n乙');
    expect((await post(data)).input).toEqual({ town: { name: '甲\r\n乙' } });
  });

  test('may not carry a file', async () => {
    const data = new FormData();
    data.set('town.name', new Blob(['x']), 'x.txt');
    await expect(post(data)).rejects.toMatchObject({ status: 400 });
  });

  test.each([
    ['{"a":1}', 'application/json', 415],
    ['a=1', 'text/plain', 415],
    ['--x\r\nbroken', 'multipart/form-data; boundary=x', 400],
  ])('%j as %s is refused with %d', async (body, type, status) => {
    await expect(post(body, type)).rejects.toMatchObject({ name: 'BadBody', status });
  });
});
