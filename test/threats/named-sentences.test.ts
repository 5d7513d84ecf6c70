// The table of threats names tests that exist.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(__dirname, '..', '..');
const rows = readFileSync(join(__dirname, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, threat, file, sentence] = line.split('|').map((cell) => cell.trim());
    return threat && /^W\d/.test(threat) && file && sentence ? [{ threat, file, sentence }] : [];
  });

test('every threat from W1 to W13 that is ours has a row', () => {
  const named = new Set(rows.flatMap(({ threat }) => threat.match(/W\d+/g) ?? []));
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13]) expect(named).toContain(`W${number}`);
});

test.each(rows.map(({ threat, file, sentence }) => [threat, file, sentence] as const))(
  '%s is tried in %s: %s',
  (_, file, sentence) => {
    const titles =
      readFileSync(join(root, file), 'utf8').match(/\btest(\.each\([\s\S]*?\))?\(\s*'[^\n]*'/g) ?? [];
    expect(titles.some((title) => title.includes(sentence))).toBe(true);
  },
);
