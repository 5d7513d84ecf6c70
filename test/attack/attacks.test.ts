// Every attack of the corpus on files of one, two or three signatures: each is refused, and by the rule it breaks.
import { beforeAll, expect, test } from '@jest/globals';
import { CORPUS } from './corpus.ts';
import { judged, verdictOf } from './run.ts';
import { type Subject, subjects } from './subject.ts';

let files: Subject[];
beforeAll(async () => {
  files = await subjects();
});

test('every attack has a name of its own', () => {
  const ids = CORPUS.flatMap(({ attacks }) => attacks.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(450);
});

test.each([1, 2, 3])('what is attacked, with %i signatures, is sound', async (signatures) => {
  const subject = files[signatures - 1]!;
  const nothing = { id: 'none', name: 'nothing', verdict: 'sound' as const, build: () => subject.file };
  expect(await judged(nothing, subject, subject.file)).toMatchObject({
    verdict: 'sound',
    signatures: Array(signatures).fill({ subject: { person: '张三' } }),
  });
});

// One number of signatures each, in turn; `check.ts` does all three.
const turns = CORPUS.flatMap(({ title, attacks }) => attacks.map((attack) => ({ title, attack })));
test.each(
  turns.map((row, i) => {
    const { id, name, cases } = row.attack;
    return { ...row, id, name: cases ? `${name} (${cases.join(', ')})` : name, signatures: 1 + (i % 3) };
  }),
)('$title: $name ($id, $signatures)', async ({ attack, signatures }) => {
  const subject = files[signatures - 1]!;
  const file = await attack.build(subject);
  expect(verdictOf(await judged(attack, subject, file))).toBe(attack.verdict);
});
