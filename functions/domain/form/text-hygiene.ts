// Characters that may stand in a document: what cannot be seen, or would turn the text round, is refused by name.

export interface RefusedCharacter {
  /** `U+202E` */
  codePoint: string;
  why: 'control' | 'invisible' | 'surrogate' | 'private' | 'line-break';
}

const WHY: readonly [RegExp, RefusedCharacter['why']][] = [
  [/\p{Cs}/u, 'surrogate'],
  [/[\p{Cc}\u2028\u2029]/u, 'control'],
  // Bidi controls are \p{Cf}; fillers and variation selectors are not, but are default-ignorable.
  [/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u, 'invisible'],
  [/[\p{Co}\p{Noncharacter_Code_Point}]/u, 'private'],
];

/** The first character of `text` that is refused; a line feed is allowed in multiline text. */
export function refusedCharacter(text: string, multiline: boolean): RefusedCharacter | undefined {
  for (const character of text) {
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

/** Line ends as LF, outer white space off, canonical composition (NFC), so that equal texts are equal bytes. */
export function normalizeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}
