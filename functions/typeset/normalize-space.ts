// White space of a template's source is layout of the source, not of the document: here it is settled.

/** Characters set without blanks between them: ideographs, their punctuation, full-width forms. */
const CJK = /^[\p{Script=Han}\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;
const SPACE = /[ \t\r\n\f]+/g;

/**
 * Trims; a run of white space becomes one blank. Between two Chinese characters, and at a line end beside one, it
 * becomes nothing. U+3000 is a character like any other.
 */
export function normalizeSpace(text: string): string {
  return text.replace(SPACE, (run, at: number) => {
    const before = lastCharacter(text, at);
    const after = String.fromCodePoint(text.codePointAt(at + run.length) ?? 0);
    if (at === 0 || after === '\0') return '';
    const sides = Number(CJK.test(before)) + Number(CJK.test(after));
    return sides === 2 || (sides === 1 && run.includes('\n')) ? '' : ' ';
  });
}

function lastCharacter(text: string, end: number): string {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xdc00 && unit <= 0xdfff
    ? text.slice(Math.max(end - 2, 0), end)
    : text.slice(Math.max(end - 1, 0), end);
}
