// The way from the end of the file through its tables leads elsewhere.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { byHand, classic, prev } from '../forge/by-hand.ts';
import { joined, lastRevision } from '../forge/places.ts';

export const XREF_TRAILERS: readonly Attack[] = [
  {
    id: 'xref-size-small',
    name: 'a /Size below the numbers in use',
    verdict: 'V3',
    build: ({ file }) => byHand(file, [], () => classic(file, '').replace(/\/Size \d+/, '/Size 5')),
  },
  {
    id: 'xref-size-large',
    name: 'a /Size above the numbers in use',
    verdict: 'V3',
    build: ({ file }) => byHand(file, [], () => classic(file, '').replace(/\/Size \d+/, '/Size 999999')),
  },
  {
    id: 'xref-prev-self',
    name: 'a table that leads to itself',
    verdict: 'V3',
    build: ({ file }) => byHand(file, [], (_, at) => classic(file, '').replace(prev(file), `/Prev ${at}`)),
  },
  {
    id: 'xref-prev-base',
    name: 'a table that skips a revision',
    verdict: 'V3',
    build: ({ file, ends, signatures }) => {
      const before = lastRevision(file.subarray(0, ends[signatures - 1])).xref;
      return byHand(file, [], () => classic(file, '').replace(prev(file), `/Prev ${before}`));
    },
  },
  {
    id: 'xref-prev-none',
    name: 'a table that leads nowhere',
    verdict: 'V3',
    build: ({ file }) => byHand(file, [], () => classic(file, '').replace(prev(file), '')),
  },
  {
    id: 'xref-startxref',
    name: 'the end leads to the table of the base',
    verdict: 'V3',
    build: ({ file, ends }) => {
      const base = lastRevision(file.subarray(0, ends[0])).xref;
      const at = latin1(file).lastIndexOf('startxref\n') + 'startxref\n'.length;
      return joined(file.subarray(0, at), `${base}\n%%EOF\n`);
    },
  },
  {
    id: 'xref-startxref-zeros',
    name: 'the end leads to the table with leading zeros',
    verdict: 'V3',
    build: ({ file }) => {
      const at = latin1(file).lastIndexOf('startxref\n') + 'startxref\n'.length;
      return joined(file.subarray(0, at), `000${lastRevision(file).xref}\n%%EOF\n`);
    },
  },
];
