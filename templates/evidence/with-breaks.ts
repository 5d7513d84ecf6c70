// Where a line cannot end by itself: text of strangers that would run off the page is broken by force, and stays as it came.

/**
 * Between these a line ends by itself (UAX #14): at a blank between words, between ideographs, after a mark, before an
 * opening bracket. Fewer than there are: never before what may not begin a line, nor after what may not end one.
 */
const OPPORTUNITY = new RegExp(
  [
    /(?<=[!#-&)-Z\\\]^-z|}~] )(?=[A-Za-z0-9([{<])/u,
    /(?<=[A-Za-z0-9.,;:!?)>\p{Unified_Ideograph}])(?=[（《〈「『【〔])/u,
    /(?<=[A-Za-z，。、；：？！）》\p{Unified_Ideograph}])(?=\p{Unified_Ideograph})/u,
    /(?<=[，。、；：？！）》\p{Unified_Ideograph}])(?=[A-Za-z])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
);

/** The layout itself breaks a word of these where it must. */
const WORD = /^[!-~]*$/;

const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * `text` with line ends where a piece in which no line can end would be wider than `room`, in ems; the text of people is
 * as it was. Nothing is taken out of it: white space alone is added.
 */
export function withBreaks(text: string, room: number): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/ +/g, ' ')
        .split(OPPORTUNITY)
        .map((piece) => (WORD.test(piece.trim()) || width(piece) <= room ? piece : `\n${cut(piece, room)}\n`))
        .join(''),
    )
    .join('\n')
    .replace(/ *\n[ \n]*/g, '\n')
    .trim();
}

function cut(piece: string, room: number): string {
  const lines = [''];
  let filled = 0;
  for (const { segment } of CHARACTERS.segment(piece)) {
    const wide = width(segment);
    if (filled > 0 && filled + wide > room) {
      lines.push('');
      filled = 0;
    }
    lines[lines.length - 1] += segment;
    filled += wide;
  }
  return lines.join('\n');
}

/** In ems, rather too much than too little: of our fonts, and of an office's own about the same. */
function width(text: string): number {
  let ems = 0;
  for (const character of text) {
    if (/[ -~]/.test(character)) ems += /[A-Z#%&+<=>@_mw]/.test(character) ? 1.05 : 0.7;
    else if (!/\p{M}/u.test(character)) ems += DASHES[character] ?? 1;
  }
  return ems;
}

/** As wide as two and three ideographs. */
const DASHES: Readonly<Record<string, number>> = { '\u2e3a': 2, '\u2e3b': 3 };
