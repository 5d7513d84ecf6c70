// Which characters can be printed: asked at entry, so that nobody learns of a missing glyph at the last step.
import shippedFonts from '../../templates/fonts/coverage.json' with { type: 'json' };

/** Inclusive ranges of code points, ascending. */
export type CoverageRanges = readonly (readonly number[])[];

export interface UncoveredCharacter {
  character: string;
  /** U+1F600 */
  codePoint: string;
}

/**
 * Drawn by our fonts with the glyph of another character, or joined to their neighbour: a reader of the PDF cannot be
 * told which was meant. Of each such pair the common one is taken (⑩, not ➉). Ideographs are not among them: 瑨 and 𤨁
 * share a glyph, but both are names, and only a document that has both is refused, when it is read back.
 */
const UNREADABLE: CoverageRanges = [
  [0x2215, 0x2215],
  [0x2780, 0x2793],
  [0x2b95, 0x2b95],
  [0xfe19, 0xfe19],
  [0xff40, 0xff40],
  [0xff9e, 0xffdc],
  [0x1f10b, 0x1f10c],
];

/**
 * Characters of `text` that no font of ours has or that cannot be read back, each once, in order of appearance. Blanks
 * and line ends are fine.
 */
export function uncoveredCharacters(text: string): UncoveredCharacter[] {
  return uncoveredBy(shippedFonts, text);
}

/** The same for other ranges, so that a room without fonts can be handed them. */
export function uncoveredBy(ranges: CoverageRanges, text: string): UncoveredCharacter[] {
  const missing = new Map<string, UncoveredCharacter>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    if (WHITE_SPACE.has(codePoint) || missing.has(character)) continue;
    if (isWithin(ranges, codePoint) && !isWithin(UNREADABLE, codePoint)) continue;
    missing.set(character, {
      character,
      codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    });
  }
  return [...missing.values()];
}

/** Tab, line feed, carriage return: white space of typed text, settled before anything is set. */
const WHITE_SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

function isWithin(ranges: CoverageRanges, codePoint: number): boolean {
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
