// Which characters the fonts of a directory have: for ours it is written down (coverage.json), an office's are asked.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import type { CoverageRanges } from './glyph-coverage.ts';

/** Controls, invisible formatting, surrogates and private use are no text for a document, whatever a font maps. */
const NOT_TEXT = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** From the `cmap` tables of all fonts and collections there (OpenType 1.9). Throws for a file that is no font. */
export function fontCoverage(directory: string): CoverageRanges {
  const codePoints = new Set<number>();
  for (const file of readdirSync(directory).filter((name) => /\.(otf|ttf|ttc)$/i.test(name))) {
    const opened = fontkit.openSync(join(directory, file));
    for (const font of 'fonts' in opened ? opened.fonts : [opened]) {
      for (const codePoint of font.characterSet) {
        if (!NOT_TEXT.test(String.fromCodePoint(codePoint))) codePoints.add(codePoint);
      }
    }
  }
  const ranges: [first: number, last: number][] = [];
  for (const codePoint of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === codePoint - 1) last[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  return ranges;
}
