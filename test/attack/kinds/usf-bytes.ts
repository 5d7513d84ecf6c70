// Signed bytes are changed: what any check of the digest finds.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { bytes, lastSignature, over } from '../forge/places.ts';

export const SIGNED_BYTES: readonly Attack[] = [
  {
    id: 'byte-page',
    name: 'one byte of a page flipped',
    cases: ['P1'],
    verdict: 'V1',
    build: ({ file }) => flipped(file, latin1(file).indexOf('\nstream\n') + 40),
  },
  {
    id: 'byte-stamp',
    name: "one byte of the last signer's appearance flipped",
    verdict: 'V1',
    build: ({ file }) => flipped(file, latin1(file).lastIndexOf('\nendstream') - 20),
  },
  {
    id: 'byte-reason',
    name: 'the reason reads otherwise',
    verdict: 'V1',
    build: ({ file }) => {
      const at = latin1(file).lastIndexOf('/Reason <feff') + '/Reason <feff'.length;
      return over(file, [at, at + 4], '4e0d');
    },
  },
  {
    id: 'byte-time',
    name: 'the stated time is another',
    verdict: 'V1',
    build: ({ file }) => {
      const at = latin1(file).lastIndexOf('/M (D:2026') + '/M (D:'.length;
      return over(file, [at, at + 4], '2025');
    },
  },
  {
    id: 'byte-location',
    name: 'a place is stated that was not',
    verdict: 'V2',
    build: ({ file }) => {
      const at = latin1(file).lastIndexOf('/ByteRange [');
      const {
        contents: [start],
      } = lastSignature(file);
      return over(
        file,
        [at, start],
        `/Location (here) ${latin1(file.subarray(at, start)).replace(/ +\]/, ']').trim()}`.slice(
          0,
          start - at,
        ),
      );
    },
  },
  {
    id: 'byte-title',
    name: 'the title in the metadata reads otherwise',
    verdict: 'V1',
    build: ({ file }) => {
      const at = latin1(file).indexOf('<dc:title>') + 60;
      return flipped(file, at);
    },
  },
  {
    id: 'byte-id',
    name: "the file's identifier is another",
    verdict: 'V1',
    build: ({ file }) => flipped(file, latin1(file).lastIndexOf('>]') - 3, '7'),
  },
];

function flipped(file: Uint8Array, at: number, to?: string): Uint8Array {
  const copy = file.slice();
  copy[at] = to ? bytes(copy[at] === to.charCodeAt(0) ? '8' : to)[0]! : copy[at]! ^ 1;
  return copy;
}
