// The archival revision is changed after its time-stamp.
import { appended, object, signedWithExtra, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { after } from '../forge/archives.ts';
import { catalogOf, fieldsIn, freeNumber, joined, lastSignature, numbersOf, over } from '../forge/places.ts';
import { withEntries } from '../forge/updates.ts';

export const ARCHIVE_AFTER: readonly Attack[] = [
  {
    id: 'archive-store-deleted',
    name: 'the security store deleted',
    cases: ['P27'],
    verdict: 'V5',
    build: after((file) => withEntries(file, catalogOf(file), { DSS: undefined })),
  },
  {
    id: 'archive-store-clobbered',
    name: 'the security store emptied',
    cases: ['P27'],
    verdict: 'V5',
    build: after((file) => withEntries(file, numbersOf(file, 'DSS')[0]!, { Certs: [], CRLs: [] })),
  },
  {
    id: 'archive-list-clobbered',
    name: 'the revocation list written again',
    cases: ['P27'],
    verdict: 'V5',
    build: after((file) => appended(file, [object(freeNumber(file) - 1, stream(''))])),
  },
  {
    id: 'archive-stamp-clobbered',
    name: 'the time-stamp written again',
    cases: ['P27'],
    verdict: 'V5',
    build: after((file) => withEntries(file, numbersOf(file, 'DocTimeStamp')[0]!, {})),
  },
  {
    id: 'archive-field-deleted',
    name: 'the field of the time-stamp deleted',
    cases: ['P27'],
    verdict: 'V5',
    build: after((file) => appended(file, [object(fieldsIn(file).at(-1)!, 'null')])),
  },
  {
    id: 'archive-flipped',
    name: 'a digit of the token flipped',
    verdict: 'V7',
    build: after((file) => {
      const {
        contents: [start],
      } = lastSignature(file);
      const at = start + 700;
      return over(file, [at, at + 1], file[at] === 0x30 ? '1' : '0');
    }),
  },
  {
    id: 'archive-padding',
    name: 'a digit behind the token flipped',
    verdict: 'V4',
    build: after((file) => {
      const {
        contents: [, end],
      } = lastSignature(file);
      return over(file, [end - 2, end - 1], '1');
    }),
  },
  { id: 'archive-tail', name: 'a byte behind it', verdict: 'V3', build: after((file) => joined(file, '\n')) },
  {
    id: 'archive-signature',
    name: 'a signature behind it',
    verdict: 'V5',
    build: after((file, { issuer, signatures }) =>
      signedWithExtra(file, fieldsIn(file)[signatures % 3]!, issuer, () => []),
    ),
  },
];
