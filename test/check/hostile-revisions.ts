// Files that cost a check more than a look at each revision should: many objects under many updates, and long strings.
const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
const TRAILER = '/Root 1 0 R /ID [<00> <00>]';
const BASE = [
  '<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] /Contents 6 0 R >>',
  '<< /Fields [5 0 R] /SigFlags 3 >>',
  '<< /Type /Annot /Subtype /Widget /FT /Sig /T (drc) /TU (drc) /Rect [9 9 99 99] /F 132 /P 3 0 R >>',
];

/** One revision with `bodies` as objects 1 and up, then `updates` of no object at all. */
function written(bodies: readonly string[], updates: number): Uint8Array {
  let at = HEADER.length;
  const lines = ['0000000000 65535 f '];
  const objects = bodies.map((body, i) => {
    const part = `${i + 1} 0 obj\n${body}\nendobj\n`;
    lines.push(`${String(at).padStart(10, '0')} 00000 n `);
    at += part.length;
    return part;
  });
  const size = bodies.length + 1;
  const trailer = (previous: string) => `trailer\n<< /Size ${size} ${TRAILER}${previous} >>\n`;
  const parts = [...objects, `xref\n0 ${size}\n${lines.join('\n')}\n${trailer('')}startxref\n${at}\n%%EOF\n`];
  let end = at + parts.at(-1)!.length;
  for (let i = 0; i < updates; i++) {
    const part = `xref\n${trailer(` /Prev ${at}`)}startxref\n${end}\n%%EOF\n`;
    at = end;
    end += part.length;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat([HEADER, ...parts.map((part) => Buffer.from(part, 'latin1'))]));
}

/** Each with the rule that ends it. */
export const CHECK_BOMBS: Readonly<Record<string, { rule: string; build(): Uint8Array }>> = {
  '95,000 objects under fifteen updates': {
    rule: 'V9',
    build: () => written([...BASE, 'null', ...Array.from({ length: 94_990 }, () => 'null')], 15),
  },
  '95,000 objects in a page under fifteen updates': {
    rule: 'V5',
    build: () => {
      const more = Array.from({ length: 94_990 }, () => '<<>>');
      return written([...BASE, `[${more.map((_, i) => `${i + 7} 0 R`).join(' ')}]`, ...more], 15);
    },
  },
  '20 MB of hexadecimal strings under fifteen updates': {
    rule: 'V11',
    build: () => written([...BASE, `[${`<${'00'.repeat(150)}>`.repeat(66_000)}]`], 15),
  },
  'a page of 20 MB under fifteen updates': {
    rule: 'V5',
    build: () =>
      written([...BASE, `<< /Length 20000000 >>\nstream\n${' '.repeat(20_000_000)}\nendstream`], 15),
  },
};
