/** Which characters can be printed: asked at entry, so that nobody learns of a missing glyph at the last step. */
import shippedFonts from '../../templates/fonts/coverage.json';

/** Inclusive ranges of code points, ascending. */
export type CoverageRanges = readonly (readonly number[])[];

export interface UncoveredCharacter {
  character: string;
  /** U+1F600 */
  codePoint: string;
}

/** Characters of `text` that no font of ours has, each once, in order of appearance. Blanks and line ends are fine. */
export function uncoveredCharacters(text: string): UncoveredCharacter[] {
  return uncoveredBy(shippedFonts, text);
}

/** The same for other ranges, so that a room without fonts can be handed them. */
export function uncoveredBy(ranges: CoverageRanges, text: string): UncoveredCharacter[] {
  const missing = new Map<string, UncoveredCharacter>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    if (WHITE_SPACE.has(codePoint) || missing.has(character) || isCovered(ranges, codePoint)) continue;
    missing.set(character, {
      character,
      codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    });
  }
  return [...missing.values()];
}

/** Tab, line feed, carriage return: white space of typed text, settled before anything is set. */
const WHITE_SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

function isCovered(ranges: CoverageRanges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first = 0, last = first] = ranges[middle] ?? [];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}
