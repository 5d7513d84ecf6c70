/** What can be printed is known at entry, and what the fonts are is written down. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import * as fontkit from 'fontkit';
import { normalizeText, refusedCharacter } from '../../functions/domain/form/text-hygiene.ts';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { fontCoverage } from '../../functions/typeset/font-coverage.ts';
import { uncoveredBy, uncoveredCharacters } from '../../functions/typeset/glyph-coverage.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import coverage from '../../templates/fonts/coverage.json';

const fonts = fileURLToPath(new URL('../../templates/fonts/', import.meta.url));

describe('characters without a glyph', () => {
  test('are named once each, in order', () => {
    expect(uncoveredCharacters('堌😀a😀₂')).toEqual([
      { character: '😀', codePoint: 'U+1F600' },
      { character: '₂', codePoint: 'U+2082' },
    ]);
  });

  test('are none in the names of places in Qinghai, in lines and in blanks', () => {
    expect(uncoveredCharacters('湟玛囊尕堌㙱𬙊㳇峁沁麴亹茫²³㎡·（）〔〕“”—…\t\r\n　')).toEqual([]);
  });

  test('are all controls, invisible characters, halves of surrogates and private ones', () => {
    const odd = '\u0000\u0007\u007f\u200b\u202e\u2066\ufeff\ue000\ud800';
    expect(uncoveredCharacters(odd)).toHaveLength(odd.length);
  });

  test('are also those that the fonts draw as another character', () => {
    expect(uncoveredCharacters('①❶➡／〔')).toEqual([]);
    expect(uncoveredCharacters('➀➊⮕∕ﾞ').map(({ codePoint }) => codePoint)).toEqual([
      'U+2780',
      'U+278A',
      'U+2B95',
      'U+2215',
      'U+FF9E',
    ]);
  });

  test('can be asked of other ranges', () => {
    expect(uncoveredBy([[0x41, 0x42]], 'ABC').map(({ character }) => character)).toEqual(['C']);
    expect(uncoveredBy([], 'A')).toHaveLength(1);
  });
});

describe('every character that may be typed, ideographs aside,', () => {
  const admitted = coverage
    .flatMap(([first = 0, last = first]) => Array.from({ length: last - first + 1 }, (_, n) => first + n))
    .map((codePoint) => String.fromCodePoint(codePoint))
    .filter((character) => !/\p{Script=Han}/u.test(character))
    .filter((character) => !refusedCharacter(character, false) && normalizeText(character) === character)
    .filter((character) => uncoveredCharacters(character).length === 0);

  test('has a glyph of its own in each font that has it', () => {
    const shared = readdirSync(fonts)
      .filter((file) => /\.(otf|ttf)$/.test(file))
      .flatMap((file) => {
        const font = fontkit.openSync(join(fonts, file)) as fontkit.Font;
        const byGlyph = new Map<number, string>();
        for (const character of admitted) {
          const codePoint = character.codePointAt(0)!;
          if (!font.hasGlyphForCodePoint(codePoint)) continue;
          const { id } = font.glyphForCodePoint(codePoint);
          byGlyph.set(id, (byGlyph.get(id) ?? '') + character);
        }
        return [...byGlyph.values()].filter((characters) => [...characters].length > 1);
      });
    expect(shared).toEqual([]);
  });

  test('reads back as itself from one document that has them all', async () => {
    const typesetter = createTypesetter({
      fontDirectories: [fonts],
      layoutDirectory: fileURLToPath(new URL('../../templates/layout/', import.meta.url)),
    });
    const lines = admitted.filter((character) => character.trim()).map((character) => `起${character}止`);
    expect(lines.length).toBeGreaterThan(3000);
    const blocks = lines.flatMap((text): Block[] => [
      { kind: 'paragraph', role: 'body', text },
      { kind: 'heading', level: 1, text },
    ]);
    const { pdf } = await typesetter.typeset({
      layout: 'pledge',
      title: '样张',
      blocks,
      date: '2026-01-08',
      draft: false,
    });
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
  });
});

describe('the fonts', () => {
  test('have exactly the coverage that is written down', () => {
    expect(coverage).toEqual(fontCoverage(fonts));
  });

  test('are the files that the README names', () => {
    const readme = readFileSync(`${fonts}README.md`, 'utf8');
    const rows = [...readme.matchAll(/^\| `([^`]+)` .*`([0-9a-f]{64})` \|$/gm)].map(([, file, sum]) => [
      file,
      sum,
    ]);
    const files = readdirSync(fonts).filter((file) => /\.(otf|ttf)$/.test(file));
    const sums = files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(`${fonts}${file}`))
        .digest('hex'),
    ]);
    expect(rows.sort()).toEqual(sums.sort());
  });
});
