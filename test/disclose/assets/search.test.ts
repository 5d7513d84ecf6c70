// The search of the register, which runs in the browser.
import { describe, expect, test } from '@jest/globals';
import { dateInShanghai, fold, prepareSearch } from '../../../functions/disclose/assets/search.js';
import { indexEntry, readIndex, writeIndex } from '../../../functions/disclose/index-file.ts';
import { numberedPledge, samplePledge } from '../sample-pledge.ts';

const ANY = { q: '', town: '', county: '', year: '' };

describe('the search of the register page', () => {
  const { pledge } = samplePledge();
  const entries = readIndex(
    writeIndex([...Array.from({ length: 40 }, (_, at) => numberedPledge(at)), pledge].map(indexEntry)),
  );
  const search = prepareSearch(entries);
  const numbers = (query: Partial<typeof ANY>) => search({ ...ANY, ...query }).map((found) => found.number);

  test('an empty query finds everything, in the order of the index', () => {
    expect(search(ANY)).toEqual(entries);
  });

  test.each([
    '鹞子沟',
    '康养(森林)',
    '鹞子沟・高原',
    '鹞子沟•高原',
    '文旅投资 鹞子沟·高原',
    '63012120261108000001',
    '６３０１２１２０２６１１０８',
  ])('%s finds the pledge, whatever width or dot was typed', (q) => {
    expect(numbers({ q, county: '630121' })).toEqual([pledge.number]);
  });

  test('every word must be found', () => {
    expect(numbers({ q: '鹞子沟·高原 盐湖' })).toEqual([]);
  });

  test('the town’s name is looked for in the town alone', () => {
    expect(numbers({ town: '鹞子沟' })).toEqual([pledge.number]);
    expect(numbers({ town: '三级联签' })).toEqual([]);
  });

  test('a county finds its own, a prefecture all its counties', () => {
    expect(numbers({ county: '630121' })).toEqual([pledge.number]);
    const prefecture = search({ ...ANY, county: '630100' });
    expect(prefecture).toHaveLength(11);
    expect(new Set(prefecture.map((found) => found.county.code))).toEqual(new Set(['630121', '630123']));
  });

  test('the year is that of publication in Shanghai', () => {
    expect(dateInShanghai('2026-12-31T16:00:00Z')).toBe('2027-01-01');
    const found = search({ ...ANY, year: '2025' });
    expect(found).toHaveLength(13);
    expect(found.every((one) => one.publishedAt.startsWith('2025'))).toBe(true);
  });

  test('markup and operators are only text', () => {
    for (const q of ['<script>', '.*', '\\', '(', '%']) expect(() => numbers({ q })).not.toThrow();
    expect(numbers({ q: '.*' })).toEqual([]);
  });

  test('characters beyond the basic plane are compared whole', () => {
    expect(fold('𠮷 镇')).toBe('𠮷镇');
  });

  test('one is found among ten thousand', () => {
    const many = prepareSearch(Array.from({ length: 10_000 }, (_, at) => indexEntry(numberedPledge(at))));
    expect(many({ q: '盐湖 第9999号', town: '', county: '632801', year: '' })).toHaveLength(1);
  });
});
