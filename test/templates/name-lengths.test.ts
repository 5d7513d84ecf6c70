// Of all types and lengths of names (npx tsx test/templates/sweep-names.ts) some, so that each length is met.
import { expect, test } from '@jest/globals';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { brokenRules, NAME_LENGTHS } from './named-after.ts';

const { least, most } = NAME_LENGTHS;

/** With this length a mark of five characters after a bracket once left a line looser than the standard bears. */
const ONCE_LOOSE: Readonly<Record<string, readonly number[]>> = { 'extension-request': [4] };

const CASES = DOCUMENT_TYPES.flatMap(({ id }, index) => {
  const spread = [0, 1].map((turn) => least + ((index + turn * DOCUMENT_TYPES.length) % (most - least + 1)));
  return [...new Set([...spread, ...(ONCE_LOOSE[id] ?? [])])].map((length) => [id, length] as const);
});

test('each length is met', () => {
  expect(new Set(CASES.map(([, length]) => length)).size).toBe(most - least + 1);
});

test.each(CASES)('%s about a town of %i characters keeps every rule of its format', async (id, length) => {
  const type = DOCUMENT_TYPES.find((one) => one.id === id)!;
  expect(await brokenRules(type, length)).toEqual([]);
});
