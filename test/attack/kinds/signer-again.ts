// A party who signs truly signs twice, or uses a signature twice.
import { writeValue } from '../../../functions/sign/pdf-writer.ts';
import { object, signedWithExtra } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { dictionaryAt, fieldsIn, first, numbersOf } from '../forge/places.ts';
import { given, signedAgain } from '../forge/signers.ts';
import { rewritten } from '../forge/updates.ts';
import { type Entries, reference } from '../forge/values.ts';

const again = (file: Uint8Array, number: number, entries: Entries) => [
  object(number, rewritten(file, number, entries)),
];

export const SIGNER_AGAIN: readonly Attack[] = [
  {
    id: 'signer-again-same-field',
    name: 'a second signature in the same field',
    verdict: 'V5',
    build: ({ file, issuer }) => signedWithExtra(file, fieldsIn(file)[0]!, issuer, () => []),
  },
  {
    id: 'signer-again-two-in-one',
    name: 'two fields signed in one revision',
    verdict: 'V5',
    build: (subject) => {
      const value = dictionaryAt(subject.file, first('Sig')(subject.file));
      return signedAgain(subject, {}, (file, free) => [
        ...again(file, fieldsIn(file)[subject.signatures % 3]!, { V: reference(free) }),
        object(free, writeValue(value)),
      ]);
    },
  },
  {
    id: 'signer-again-recycled',
    name: 'the field of one more party leads to the value before',
    cases: ['P24'],
    verdict: 'V5',
    build: (subject) => {
      // With one signature there is none before: an object of the base stands for it.
      const used = numbersOf(given(subject), 'Sig')[0] ?? 1;
      return signedAgain(subject, { field: (entries) => void entries.set('V', reference(used)) });
    },
  },
];
