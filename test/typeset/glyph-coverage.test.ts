/** What can be printed is known at entry, and what the fonts are is written down. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { uncoveredBy, uncoveredCharacters } from '../../functions/typeset/glyph-coverage.ts';
import coverage from '../../templates/fonts/coverage.json';
import { fontCoverage } from '../../templates/fonts/make-coverage.ts';

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

  test('can be asked of other ranges', () => {
    expect(uncoveredBy([[0x41, 0x42]], 'ABC').map(({ character }) => character)).toEqual(['C']);
    expect(uncoveredBy([], 'A')).toHaveLength(1);
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
