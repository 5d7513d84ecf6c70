/** Writes coverage.json: the characters that at least one shipped font can show. Run: npx tsx templates/fonts/make-coverage.ts */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';

/** Controls, invisible formatting, surrogates and private use are no text for a document, whatever a font maps. */
const NOT_TEXT = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** Inclusive ranges of code points, ascending, from the fonts' cmap tables. */
export function fontCoverage(directory: string): [first: number, last: number][] {
  const codePoints = new Set<number>();
  for (const file of readdirSync(directory).filter((name) => /\.(otf|ttf)$/.test(name))) {
    const font = fontkit.openSync(join(directory, file)) as fontkit.Font;
    for (const codePoint of font.characterSet) {
      if (!NOT_TEXT.test(String.fromCodePoint(codePoint))) codePoints.add(codePoint);
    }
  }
  const ranges: [number, number][] = [];
  for (const codePoint of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === codePoint - 1) last[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  return ranges;
}

const here = fileURLToPath(new URL('.', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(here, 'coverage.json'), `${JSON.stringify(fontCoverage(here))}\n`);
}
