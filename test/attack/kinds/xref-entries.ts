// The table tells one thing of an object, the file another.
import { appended, latin1, object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { body, byHand, classic, offset, trailerEntries } from '../forge/by-hand.ts';
import { catalogOf, contentOf, freeNumber, joined } from '../forge/places.ts';
import { PAINT } from '../forge/values.ts';

export const XREF_ENTRIES: readonly Attack[] = [
  {
    id: 'xref-generation',
    name: 'the page content in a later generation',
    cases: ['P27'],
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [body(contentOf(file, 0), stream(PAINT), 1)], ([first]) =>
        classic(file, `${contentOf(file, 0)} 1\n${offset(first!)} 00001 n \n`),
      ),
  },
  {
    id: 'xref-generation-listed',
    name: 'the table says generation 0, the object 1',
    cases: ['P27'],
    verdict: 'V2',
    build: ({ file }) =>
      byHand(file, [body(contentOf(file, 0), stream(PAINT), 1)], ([first]) =>
        classic(file, `${contentOf(file, 0)} 1\n${offset(first!)} 00000 n \n`),
      ),
  },
  {
    id: 'xref-generation-65535',
    name: 'the catalogue in generation 65535',
    cases: ['P27'],
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [body(catalogOf(file), '<< /Type /Catalog >>', 65535)], ([first]) =>
        classic(file, `${catalogOf(file)} 1\n${offset(first!)} 65535 n \n`),
      ),
  },
  {
    id: 'xref-freed',
    name: 'the page content freed',
    cases: ['P27'],
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [], () => classic(file, `${contentOf(file, 0)} 1\n0000000000 00001 f \n`)),
  },
  {
    id: 'xref-freed-head',
    name: 'the page content in the free list',
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [], () =>
        classic(
          file,
          `0 1\n${offset(contentOf(file, 0))} 65535 f \n${contentOf(file, 0)} 1\n0000000000 00001 f \n`,
        ),
      ),
  },
  {
    id: 'xref-resurrected',
    name: 'the page content freed and written again',
    cases: ['P27'],
    verdict: 'V3',
    build: ({ file }) => {
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
  },
  {
    id: 'xref-twice',
    name: 'the same object in two subsections',
    verdict: 'V3',
    build: ({ file }) => {
      const number = contentOf(file, 0);
      return byHand(file, [body(number, stream('')), body(number, stream(PAINT))], ([a, b]) =>
        classic(file, `${number} 1\n${offset(a!)} 00000 n \n${number} 1\n${offset(b!)} 00000 n \n`),
      );
    },
  },
  {
    id: 'xref-other-number',
    name: 'the table says one number, the object another',
    verdict: 'V2',
    build: ({ file }) =>
      byHand(file, [body(contentOf(file, 0), stream(PAINT))], ([first]) =>
        classic(file, `${catalogOf(file)} 1\n${offset(first!)} 00000 n \n`),
      ),
  },
  {
    id: 'xref-into-stream',
    name: 'the table points into the stream of another object',
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [body(freeNumber(file), stream(`${catalogOf(file)} 0 obj\n<< >>\nendobj\n`))], ([first]) =>
        classic(
          file,
          `${catalogOf(file)} 1\n${offset(first! + 30)} 00000 n \n${freeNumber(file)} 1\n${offset(first!)} 00000 n \n`,
        ).replace(/\/Size \d+/, `/Size ${freeNumber(file) + 1}`),
      ),
  },
  {
    id: 'xref-back',
    name: 'the table points to the old page content',
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [], () =>
        classic(
          file,
          `${contentOf(file, 0)} 1\n${offset(latin1(file).indexOf(`\n${contentOf(file, -1)} 0 obj`) + 1)} 00000 n \n`,
        ),
      ),
  },
  {
    id: 'xref-beyond',
    name: 'the table points behind the file',
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, [], () => classic(file, `${contentOf(file, 0)} 1\n9999999999 00000 n \n`)),
  },
  {
    id: 'xref-linearized',
    name: 'a linearization dictionary behind the file',
    verdict: 'V5',
    build: ({ file }) =>
      appended(file, [
        object(freeNumber(file), `<< /Linearized 1 /L ${file.length} /E 1 /N 1 /T 1 /H [0 0] >>`),
      ]),
  },
  {
    id: 'xref-comment',
    name: 'a comment between objects',
    verdict: 'V3',
    build: ({ file }) =>
      byHand(file, ['% hidden\n', body(freeNumber(file), 'null')], ([, second]) =>
        classic(file, `${freeNumber(file)} 1\n${offset(second!)} 00000 n \n`).replace(
          /\/Size \d+/,
          `/Size ${freeNumber(file) + 1}`,
        ),
      ),
  },
  {
    id: 'xref-unlisted',
    name: 'an object that the table does not list',
    verdict: 'V3',
    build: ({ file }) => byHand(file, [body(contentOf(file, 0), stream(PAINT))], () => classic(file, '')),
  },
  {
    id: 'xref-length',
    name: 'a stream shorter than it says',
    verdict: 'V2',
    build: ({ file }) =>
      appended(file, [object(freeNumber(file), `<< /Length 3 >>\nstream\n${PAINT}\nendstream`)]),
  },
  {
    id: 'xref-length-elsewhere',
    name: 'a stream whose length stands elsewhere',
    verdict: 'V2',
    build: ({ file }) =>
      appended(file, [object(freeNumber(file), `<< /Length 5 0 R >>\nstream\n${PAINT}\nendstream`)]),
  },
];
