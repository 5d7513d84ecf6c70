// Each rule of the verifier has words, in both languages, that a reader can act on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULE_WORDS } from '../../functions/check/rule-words.ts';

const room = join(__dirname, '../../functions');
const RULES = Array.from({ length: 12 }, (_, at) => `V${at + 1}`);

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const words = RULE_WORDS[language];

  test('every rule has a title, a meaning and what to do', () => {
    expect(Object.keys(words)).toEqual(expect.arrayContaining(RULES));
    for (const { title, means, todo } of Object.values(words)) {
      for (const text of [title, means, todo]) expect(text.length).toBeGreaterThan(5);
      expect(/[\u4e00-\u9fff]/.test(title + means + todo)).toBe(language === 'zh');
    }
  });

  test('no two of them have one title', () => {
    const titles = Object.values(words).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test('the verifier knows no rule beyond these', () => {
  const source = readFileSync(join(room, 'sign/unsound.ts'), 'utf8');
  expect([...source.matchAll(/^ {2}(V\d+):/gm)].map(([, rule]) => rule)).toEqual(RULES);
});

test('no rule calls a signature a seal', () => {
  for (const language of ['zh', 'en'] as const)
    expect(JSON.stringify(RULE_WORDS[language])).not.toMatch(/印章|公章|\bseal/);
});
