// README.md leads to the file of each kind and of each case: it says what the corpus holds.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { CORPUS } from './corpus.ts';
import { readTable, SOUND, summary } from './verdict-table.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const readme = readFileSync(here('README.md'), 'utf8');
const attacks = CORPUS.flatMap((group) => group.attacks);
/** The names of the attacks that stand in each file, by the file's name. */
const written = new Map(
  readdirSync(here('kinds')).map((file): [string, string[]] => {
    const source = readFileSync(here(`kinds/${file}`), 'utf8');
    return [
      file.replace('.ts', ''),
      [...source.matchAll(/^ {2}(?: {2}|\{ )id: '(.+?)'/gm)].map(([, id]) => id!),
    ];
  }),
);

test('every attack of the files is in the corpus, and every one of the corpus in a file', () => {
  expect([...written.values()].flat().sort()).toEqual(attacks.map(({ id }) => id).sort());
});

test('each file is told, with as many attacks as it has', () => {
  const told = [...readme.matchAll(/`([a-z-]+)` (\d+)/g)].map(([, file, count]) => [file, Number(count)]);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries([...written].map(([file, ids]) => [file, ids.length])),
  );
  expect(readme).toMatch(new RegExp(`^${attacks.length} attacks, `, 'm'));
});

test('each case from P1 to P27 is told with the attacks that stand for it and the files that these stand in', () => {
  const told = [...readme.matchAll(/^\| (P\d+) \| .* \| (.*) \|$/gm)].flatMap(([, number, files]) =>
    files!.split('; ').flatMap((cell) => {
      const [file, ...ids] = [...cell.matchAll(/`(.+?)`/g)].map(([, word]) => word);
      return ids.map((id) => `${number} ${file} ${id}`);
    }),
  );
  const fileOf = (id: string) => [...written].find(([, ids]) => ids.includes(id))?.[0];
  expect(told.sort()).toEqual(
    attacks.flatMap(({ id, cases = [] }) => cases.map((number) => `${number} ${fileOf(id)} ${id}`)).sort(),
  );
  expect(new Set(told.map((line) => line.split(' ')[0])).size).toBe(27);
});

test('what other tools say is told of every attack, and summed up as it was counted', () => {
  const table = readTable();
  expect([...table.rows.keys()]).toEqual([...SOUND, ...attacks.map(({ id }) => id)]);
  for (const { id, verdict } of attacks) expect([id, table.rows.get(id)!.ours]).toEqual([id, verdict]);
  expect(readme).toContain(`\n${summary(table).join('\n')}\n\n`);
});
