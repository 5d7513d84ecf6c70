// Incremental saving: bytes around the file that are no whole update.
import { appended, latin1, object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { body } from '../forge/by-hand.ts';
import { catalogOf, contentOf, joined } from '../forge/places.ts';
import { PAINT } from '../forge/values.ts';

export const AROUND: readonly Attack[] = [
  {
    id: 'around-objects-only',
    name: 'bare objects behind the end, no table, no trailer',
    cases: ['P5'],
    verdict: 'V3',
    build: ({ file }) => joined(file, body(contentOf(file, 0), stream(PAINT))),
  },
  {
    id: 'around-no-xref',
    name: 'an update without a table',
    cases: ['P5'],
    verdict: 'V2',
    build: ({ file }) =>
      joined(
        file,
        body(contentOf(file, 0), stream(PAINT)),
        `trailer\n<< /Root ${catalogOf(file)} 0 R >>\nstartxref\n0\n%%EOF\n`,
      ),
  },
  {
    id: 'around-no-trailer',
    name: 'an update without a trailer',
    cases: ['P5'],
    verdict: 'V3',
    build: ({ file }) => {
      const whole = latin1(appended(file, [object(contentOf(file, 0), stream(PAINT))]));
      return joined(whole.slice(0, whole.lastIndexOf('trailer\n')));
    },
  },
  {
    id: 'around-comment',
    name: 'a comment behind the end',
    cases: ['P8'],
    verdict: 'V3',
    build: ({ file }) => joined(file, '% a note\n'),
  },
  {
    id: 'around-line',
    name: 'a line feed behind the end',
    verdict: 'V3',
    build: ({ file }) => joined(file, '\n'),
  },
  {
    id: 'around-nul',
    name: 'a zero octet behind the end',
    verdict: 'V3',
    build: ({ file }) => joined(file, '\0'),
  },
  { id: 'around-eof', name: 'a second %%EOF', verdict: 'V3', build: ({ file }) => joined(file, '%%EOF\n') },
  {
    id: 'around-tail',
    name: 'the old end of the file copied behind an unlisted object',
    verdict: 'V3',
    build: ({ file }) => joined(file, '9999 0 obj\nnull\nendobj\n', file.subarray(file.length - 40)),
  },
  {
    id: 'around-zip',
    name: 'an archive behind the end',
    verdict: 'V3',
    build: ({ file }) => joined(file, 'PK\x05\x06', '\0'.repeat(18)),
  },
  {
    id: 'around-file',
    name: 'the unsigned base behind the end',
    verdict: 'V3',
    build: ({ file, base }) => joined(file, base),
  },
  {
    id: 'around-front',
    name: 'bytes before the header',
    verdict: 'V2',
    build: ({ file }) => joined('\n', file),
  },
  {
    id: 'around-front-html',
    name: 'a web page before the header',
    verdict: 'V2',
    build: ({ file }) => joined('<html><script>alert(1)</script>', file),
  },
  {
    id: 'around-truncated',
    name: 'the last 20 bytes cut off',
    cases: ['P17'],
    verdict: 'V3',
    build: ({ file }) => file.subarray(0, file.length - 20),
  },
  {
    id: 'around-half',
    name: 'cut in half',
    verdict: 'V3',
    build: ({ file }) => file.subarray(0, file.length >> 1),
  },
  {
    id: 'around-crlf',
    name: 'every line feed has become two characters',
    verdict: 'V3',
    build: ({ file }) => joined(latin1(file).replaceAll('\n', '\r\n')),
  },
  {
    id: 'around-empty-update',
    name: 'an update of no object',
    verdict: 'V5',
    build: ({ file }) => appended(file, []),
  },
];
