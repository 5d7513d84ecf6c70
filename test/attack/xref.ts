// Cross-reference tricks: what two readers could find at different places.
import { deflateSync } from 'node:zlib';
import { appended, latin1, object, stream } from '../sign/attacker.ts';
import {
  type Attack,
  type AttackGroup,
  catalogOf,
  contentOf,
  freeNumber,
  joined,
  lastRevision,
  lastSignature,
  over,
  rows,
} from './attack.ts';
import { PAINT } from './paint.ts';
import type { Subject } from './subject.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];

const offset = (at: number) => String(at).padStart(10, '0');
const trailerEntries = (file: Uint8Array) => {
  const whole = latin1(file);
  const at = whole.lastIndexOf('trailer\n<< ') + 'trailer\n<< '.length;
  return whole.slice(at, whole.lastIndexOf(' >>\nstartxref')).replace(/ ?\/Prev \d+/, '');
};
/** An update written by hand: bodies, then what `table` makes of their offsets. */
function byHand(
  file: Uint8Array,
  bodies: string[],
  table: (offsets: number[], at: number) => string,
): Uint8Array {
  let at = file.length;
  const offsets = bodies.map((body) => {
    const here = at;
    at += body.length;
    return here;
  });
  return joined(file, bodies.join(''), `${table(offsets, at)}startxref\n${at}\n%%EOF\n`);
}
const body = (number: number, text: string, generation = 0) =>
  `${number} ${generation} obj\n${text}\nendobj\n`;
const prev = (file: Uint8Array) => `/Prev ${lastRevision(file).xref}`;
const classic = (file: Uint8Array, sections: string, more = '') =>
  `xref\n${sections}trailer\n<< ${trailerEntries(file)} ${prev(file)}${more} >>\n`;

/** A cross-reference stream with these entries [number, type, a, b]. */
function xrefStream(
  file: Uint8Array,
  own: number,
  at: number,
  entries: [number, number, number, number][],
  more = '',
): string {
  const all: [number, number, number, number][] = [...entries, [own, 1, at, 0]];
  const data = Buffer.concat(
    all.map(([, type, a, b]) =>
      Buffer.from([type, (a >> 24) & 255, (a >> 16) & 255, (a >> 8) & 255, a & 255, b & 255]),
    ),
  );
  const index = all.map(([number]) => `${number} 1`).join(' ');
  const packed = latin1(deflateSync(data));
  return `${own} 0 obj\n<< /Type /XRef /W [1 4 1] /Index [${index}] ${trailerEntries(file).replace(/\/Size \d+/, `/Size ${own + 1}`)} ${prev(file)}${more} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
}

const TRICKS: Row[] = [
  [
    'stream',
    'an update with a cross-reference stream',
    'V2',
    ({ file }) => {
      const page = body(contentOf(file, 0), stream(PAINT));
      return byHand(file, [page], ([first], at) =>
        xrefStream(file, freeNumber(file), at, [[contentOf(file, 0), 1, first!, 0]]),
      );
    },
  ],
  [
    'object-stream',
    'an object in an object stream',
    'V2',
    ({ file }) => {
      const inside = `${catalogOf(file)} 0 << /Type /Catalog >>`;
      const free = freeNumber(file);
      const first = inside.indexOf('<<');
      const holder = body(
        free,
        `<< /Type /ObjStm /N 1 /First ${first} /Length ${inside.length} >>\nstream\n${inside}\nendstream`,
      );
      return byHand(file, [holder], ([at1], at) =>
        xrefStream(file, free + 1, at, [
          [free, 1, at1!, 0],
          [catalogOf(file), 2, free, 0],
        ]),
      );
    },
  ],
  [
    'object-stream-nested',
    'an object stream in an object stream',
    'V2',
    ({ file }) => {
      const free = freeNumber(file);
      const inner = `<< /Type /ObjStm /N 1 /First 4 /Length 8 >>`;
      const inside = `${free + 1} 0 ${inner}`;
      const holder = body(
        free,
        `<< /Type /ObjStm /N 1 /First ${inside.indexOf('<<')} /Length ${inside.length} >>\nstream\n${inside}\nendstream`,
      );
      return byHand(file, [holder], ([at1], at) =>
        xrefStream(file, free + 2, at, [
          [free, 1, at1!, 0],
          [free + 1, 2, free, 0],
          [catalogOf(file), 2, free + 1, 0],
        ]),
      );
    },
  ],
  [
    'object-stream-self',
    'an object stream that holds itself',
    'V2',
    ({ file }) => {
      const free = freeNumber(file);
      const holder = body(
        free,
        `<< /Type /ObjStm /N 1 /First 4 /Extends ${free} 0 R /Length 8 >>\nstream\n${free} 0 null\nendstream`,
      );
      return byHand(file, [holder], (_, at) => xrefStream(file, free + 1, at, [[free, 2, free, 0]]));
    },
  ],
  [
    'hybrid',
    'a table and, for newer readers, a stream (/XRefStm)',
    'V3',
    ({ file }) => {
      const page = body(contentOf(file, 0), stream(PAINT));
      const free = freeNumber(file);
      const hidden = xrefStream(file, free, file.length + page.length, [
        [contentOf(file, 0), 1, file.length, 0],
      ]);
      return byHand(file, [page, hidden], ([, second]) => classic(file, '', ` /XRefStm ${second}`));
    },
  ],
  [
    'hybrid-listed',
    'a table that lists the stream that newer readers take (/XRefStm)',
    'V5',
    ({ file }) => {
      const free = freeNumber(file);
      const hidden = xrefStream(file, free, file.length, []);
      return byHand(file, [hidden], ([first]) =>
        classic(file, `${free} 1\n${offset(first!)} 00000 n \n`, ` /XRefStm ${first}`).replace(
          /\/Size \d+/,
          `/Size ${free + 1}`,
        ),
      );
    },
  ],
  [
    'generation',
    'the page content in a later generation',
    'V3',
    ({ file }) =>
      byHand(file, [body(contentOf(file, 0), stream(PAINT), 1)], ([first]) =>
        classic(file, `${contentOf(file, 0)} 1\n${offset(first!)} 00001 n \n`),
      ),
  ],
  [
    'generation-listed',
    'the table says generation 0, the object 1',
    'V2',
    ({ file }) =>
      byHand(file, [body(contentOf(file, 0), stream(PAINT), 1)], ([first]) =>
        classic(file, `${contentOf(file, 0)} 1\n${offset(first!)} 00000 n \n`),
      ),
  ],
  [
    'generation-65535',
    'the catalogue in generation 65535',
    'V3',
    ({ file }) =>
      byHand(file, [body(catalogOf(file), '<< /Type /Catalog >>', 65535)], ([first]) =>
        classic(file, `${catalogOf(file)} 1\n${offset(first!)} 65535 n \n`),
      ),
  ],
  [
    'freed',
    'the page content freed',
    'V3',
    ({ file }) => byHand(file, [], () => classic(file, `${contentOf(file, 0)} 1\n0000000000 00001 f \n`)),
  ],
  [
    'freed-head',
    'the page content in the free list',
    'V3',
    ({ file }) =>
      byHand(file, [], () =>
        classic(
          file,
          `0 1\n${offset(contentOf(file, 0))} 65535 f \n${contentOf(file, 0)} 1\n0000000000 00001 f \n`,
        ),
      ),
  ],
  [
    'resurrected',
    'the page content freed and written again',
    'V3',
    ({ file }) => {
      const freed = byHand(file, [], () => classic(file, `${contentOf(file, 0)} 1\n0000000000 00001 f \n`));
      const from = freed.length;
      const written = body(contentOf(file, 0), stream(PAINT), 1);
      const at = from + written.length;
      return joined(
        freed,
        written,
        `xref\n${contentOf(file, 0)} 1\n${offset(from)} 00001 n \ntrailer\n<< ${trailerEntries(file)} /Prev ${file.length} >>\nstartxref\n${at}\n%%EOF\n`,
      );
    },
  ],
  [
    'twice',
    'the same object in two subsections',
    'V3',
    ({ file }) => {
      const number = contentOf(file, 0);
      return byHand(file, [body(number, stream('')), body(number, stream(PAINT))], ([a, b]) =>
        classic(file, `${number} 1\n${offset(a!)} 00000 n \n${number} 1\n${offset(b!)} 00000 n \n`),
      );
    },
  ],
  [
    'other-number',
    'the table says one number, the object another',
    'V2',
    ({ file }) =>
      byHand(file, [body(contentOf(file, 0), stream(PAINT))], ([first]) =>
        classic(file, `${catalogOf(file)} 1\n${offset(first!)} 00000 n \n`),
      ),
  ],
  [
    'into-stream',
    'the table points into the stream of another object',
    'V3',
    ({ file }) =>
      byHand(file, [body(freeNumber(file), stream(`${catalogOf(file)} 0 obj\n<< >>\nendobj\n`))], ([first]) =>
        classic(
          file,
          `${catalogOf(file)} 1\n${offset(first! + 30)} 00000 n \n${freeNumber(file)} 1\n${offset(first!)} 00000 n \n`,
        ).replace(/\/Size \d+/, `/Size ${freeNumber(file) + 1}`),
      ),
  ],
  [
    'back',
    'the table points to the old page content',
    'V3',
    ({ file }) =>
      byHand(file, [], () =>
        classic(
          file,
          `${contentOf(file, 0)} 1\n${offset(latin1(file).indexOf(`\n${contentOf(file, -1)} 0 obj`) + 1)} 00000 n \n`,
        ),
      ),
  ],
  [
    'beyond',
    'the table points behind the file',
    'V3',
    ({ file }) => byHand(file, [], () => classic(file, `${contentOf(file, 0)} 1\n9999999999 00000 n \n`)),
  ],
  [
    'size-small',
    'a /Size below the numbers in use',
    'V3',
    ({ file }) => byHand(file, [], () => classic(file, '').replace(/\/Size \d+/, '/Size 5')),
  ],
  [
    'size-large',
    'a /Size above the numbers in use',
    'V3',
    ({ file }) => byHand(file, [], () => classic(file, '').replace(/\/Size \d+/, '/Size 999999')),
  ],
  [
    'prev-self',
    'a table that leads to itself',
    'V3',
    ({ file }) => byHand(file, [], (_, at) => classic(file, '').replace(prev(file), `/Prev ${at}`)),
  ],
  [
    'prev-base',
    'a table that skips a revision',
    'V3',
    ({ file, ends, signatures }) => {
      const before = lastRevision(file.subarray(0, ends[signatures - 1])).xref;
      return byHand(file, [], () => classic(file, '').replace(prev(file), `/Prev ${before}`));
    },
  ],
  [
    'prev-none',
    'a table that leads nowhere',
    'V3',
    ({ file }) => byHand(file, [], () => classic(file, '').replace(prev(file), '')),
  ],
  [
    'startxref',
    'the end leads to the table of the base',
    'V3',
    ({ file, ends }) => {
      const base = lastRevision(file.subarray(0, ends[0])).xref;
      const at = latin1(file).lastIndexOf('startxref\n') + 'startxref\n'.length;
      return joined(file.subarray(0, at), `${base}\n%%EOF\n`);
    },
  ],
  [
    'startxref-zeros',
    'the end leads to the table with leading zeros',
    'V3',
    ({ file }) => {
      const at = latin1(file).lastIndexOf('startxref\n') + 'startxref\n'.length;
      return joined(file.subarray(0, at), `000${lastRevision(file).xref}\n%%EOF\n`);
    },
  ],
  [
    'linearized',
    'a linearization dictionary behind the file',
    'V5',
    ({ file }) =>
      appended(file, [
        object(freeNumber(file), `<< /Linearized 1 /L ${file.length} /E 1 /N 1 /T 1 /H [0 0] >>`),
      ]),
  ],
  [
    'comment',
    'a comment between objects',
    'V3',
    ({ file }) =>
      byHand(file, ['% hidden\n', body(freeNumber(file), 'null')], ([, second]) =>
        classic(file, `${freeNumber(file)} 1\n${offset(second!)} 00000 n \n`).replace(
          /\/Size \d+/,
          `/Size ${freeNumber(file) + 1}`,
        ),
      ),
  ],
  [
    'unlisted',
    'an object that the table does not list',
    'V3',
    ({ file }) => byHand(file, [body(contentOf(file, 0), stream(PAINT))], () => classic(file, '')),
  ],
  [
    'length',
    'a stream shorter than it says',
    'V2',
    ({ file }) => appended(file, [object(freeNumber(file), `<< /Length 3 >>\nstream\n${PAINT}\nendstream`)]),
  ],
  [
    'length-elsewhere',
    'a stream whose length stands elsewhere',
    'V2',
    ({ file }) =>
      appended(file, [object(freeNumber(file), `<< /Length 5 0 R >>\nstream\n${PAINT}\nendstream`)]),
  ],
];

/** The second range moved to the end, other objects and another table in the gap (SWA, P10). */
function wrapped({ file }: Subject, evil: string): Uint8Array {
  const { contents, range } = lastSignature(file);
  const [start, end] = contents;
  const moved = over(file, range, `[0 ${start} ${end + evil.length} ${file.length - end}]`);
  return joined(moved.subarray(0, end), evil, moved.subarray(end));
}
const inGap =
  (cut: number, text: string): Attack['build'] =>
  ({ file }) => {
    const { contents } = lastSignature(file);
    return over(file, [contents[1] - cut, contents[1]], `>${text}`);
  };
const WRAPPED: Row[] = [
  [
    'moved',
    'the second range moved, objects in the gap (P10)',
    'V2',
    (subject) => wrapped(subject, `\n4 0 obj\n${stream(PAINT)}\nendobj\n`),
  ],
  [
    'moved-table',
    'the second range moved, objects and a whole update in the gap (P10)',
    'V2',
    (subject) => {
      const { file } = subject;
      const update = latin1(
        appended(file, [object(contentOf(file, 0), stream(PAINT))]).subarray(file.length),
      );
      return wrapped(subject, `>>\nendobj\n${update}`);
    },
  ],
  [
    'moved-range',
    'the second range moved, a second ByteRange in the gap (P10)',
    'V2',
    (subject) => wrapped(subject, ' /ByteRange [0 10 20 30] '),
  ],
  ['moved-space', 'the second range moved by a space', 'V2', (subject) => wrapped(subject, ' ')],
  ['name', 'another name smuggled into the gap (P12)', 'V2', inGap(41, ' /Name (Governor)')],
  ['contact', 'a contact smuggled into the gap (P12)', 'V5', inGap(41, ' /ContactInfo (Governor)')],
  ['location', 'a place smuggled into the gap (P12)', 'V4', inGap(41, ' /Location (here)')],
  ['cert', 'a certificate smuggled into the gap', 'V5', inGap(41, ' /Cert <00>')],
  ['spaces', 'the string shorter, spaces in the gap (P12)', 'V4', inGap(41, '')],
  ['comment', 'a comment in the gap', 'V2', inGap(41, ' % hidden')],
  ['second', 'a second string in the gap', 'V2', inGap(41, ' <00>')],
  ['closed', 'the dictionary closed in the gap', 'V2', inGap(41, ' >>')],
];

export const XREF: AttackGroup[] = [
  { title: 'The gap of the ByteRange (SWA)', attacks: rows('gap', WRAPPED) },
  { title: 'Cross-reference tricks', attacks: rows('xref', TRICKS) },
];
