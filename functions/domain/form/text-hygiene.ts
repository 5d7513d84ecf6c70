// Characters that may stand in a document: what cannot be seen, or would turn the text round, is refused by name.

export interface RefusedCharacter {
  /** `U+202E` */
  codePoint: string;
  why: 'control' | 'invisible' | 'surrogate' | 'private' | 'line-break' | 'combining' | 'radical';
}

const WHY: readonly [RegExp, RefusedCharacter['why']][] = [
  [/\p{Cs}/u, 'surrogate'],
  [/[\p{Cc}\u2028\u2029]/u, 'control'],
  // Bidi controls are \p{Cf}; fillers and variation selectors are not, but are default-ignorable.
  [/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u, 'invisible'],
  [/[\p{Co}\p{Noncharacter_Code_Point}]/u, 'private'],
  // A mark that composed with no letter has no place of its own: on paper it joins its neighbour, and a reader of the
  // PDF finds it elsewhere or not at all.
  [/\p{M}/u, 'combining'],
  // A part of an ideograph, drawn with the glyph of the ideograph: a reader of the PDF finds the ideograph.
  [/(?![\u2E9F\u2EF3])[\u2E80-\u2EFF]/u, 'radical'],
];

/** The first character of `text`, composed, that is refused; a line feed is allowed in multiline text. */
export function refusedCharacter(text: string, multiline: boolean): RefusedCharacter | undefined {
  for (const character of text.normalize('NFC')) {
    if (character === '\n') {
      if (multiline) continue;
      return { codePoint: 'U+000A', why: 'line-break' };
    }
    const hit = WHY.find(([pattern]) => pattern.test(character));
    if (hit) return { codePoint: codePointName(character), why: hit[1] };
  }
  return undefined;
}

/** `U+4E00` for 一. */
export function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Drawn with the glyph of the character behind them. The dot is the 间隔号 of names (GB/T 15834-2011 4.14). */
const FOLDED: readonly [RegExp, string][] = [
  [/[\u2022\u2027\u30FB\uFF65]/g, '\u00B7'],
  [/\u2015/g, '\u2014'],
  [/\u22EF/g, '\u2026'],
  [/\u2011/g, '\u2010'],
  [/\u2012/g, '\u2013'],
  [/\u301C/g, '\uFF5E'],
];

/** Kangxi radicals, and the two of the supplement for which Unicode names the ideograph. */
const RADICALS = /[\u2F00-\u2FDF\u2E9F\u2EF3]/g;

/**
 * Line ends as LF, outer white space off, canonical composition (NFC), so that equal texts are equal bytes. Characters
 * that share one glyph become one character, since the PDF says of a glyph only one: other dots become the 间隔号,
 * other dashes, ellipses and tildes the Chinese ones, radicals their ideographs (the compatibility mapping of Unicode).
 */
export function normalizeText(text: string): string {
  const composed = text
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(RADICALS, (radical) => radical.normalize('NFKC'));
  return FOLDED.reduce((settled, [others, one]) => settled.replace(others, one), composed).trim();
}
