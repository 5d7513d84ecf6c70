// Cross-reference streams and streams of objects, which newer readers take and older ones do not see.
import { stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { body, byHand, classic, offset, xrefStream } from '../forge/by-hand.ts';
import { catalogOf, contentOf, freeNumber } from '../forge/places.ts';
import { PAINT } from '../forge/values.ts';

export const XREF_STREAMS: readonly Attack[] = [
  {
    id: 'xref-stream',
    name: 'an update with a cross-reference stream',
    cases: ['P27'],
    verdict: 'V2',
    build: ({ file }) => {
      const page = body(contentOf(file, 0), stream(PAINT));
      return byHand(file, [page], ([first], at) =>
        xrefStream(file, freeNumber(file), at, [[contentOf(file, 0), 1, first!, 0]]),
      );
    },
  },
  {
    id: 'xref-object-stream',
    name: 'an object in an object stream',
    cases: ['P27'],
    verdict: 'V2',
    build: ({ file }) => {
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
  },
  {
    id: 'xref-object-stream-nested',
    name: 'an object stream in an object stream',
    cases: ['P27'],
    verdict: 'V2',
    build: ({ file }) => {
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
  },
  {
    id: 'xref-object-stream-self',
    name: 'an object stream that holds itself',
    cases: ['P27'],
    verdict: 'V2',
    build: ({ file }) => {
      const free = freeNumber(file);
      const holder = body(
        free,
        `<< /Type /ObjStm /N 1 /First 4 /Extends ${free} 0 R /Length 8 >>\nstream\n${free} 0 null\nendstream`,
      );
      return byHand(file, [holder], (_, at) => xrefStream(file, free + 1, at, [[free, 2, free, 0]]));
    },
  },
  {
    id: 'xref-hybrid',
    name: 'a table and, for newer readers, a stream (/XRefStm)',
    cases: ['P27'],
    verdict: 'V3',
    build: ({ file }) => {
      const page = body(contentOf(file, 0), stream(PAINT));
      const free = freeNumber(file);
      const hidden = xrefStream(file, free, file.length + page.length, [
        [contentOf(file, 0), 1, file.length, 0],
      ]);
      return byHand(file, [page, hidden], ([, second]) => classic(file, '', ` /XRefStm ${second}`));
    },
  },
  {
    id: 'xref-hybrid-listed',
    name: 'a table that lists the stream that newer readers take (/XRefStm)',
    cases: ['P27'],
    verdict: 'V5',
    build: ({ file }) => {
      const free = freeNumber(file);
      const hidden = xrefStream(file, free, file.length, []);
      return byHand(file, [hidden], ([first]) =>
        classic(file, `${free} 1\n${offset(first!)} 00000 n \n`, ` /XRefStm ${first}`).replace(
          /\/Size \d+/,
          `/Size ${free + 1}`,
        ),
      );
    },
  },
];
