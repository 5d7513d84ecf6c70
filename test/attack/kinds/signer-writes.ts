// A party who signs truly writes more in that revision than a signature.
import { object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { catalogOf, contentOf, fieldsIn, first, firstPage, formOf, numbersOf } from '../forge/places.ts';
import { signedAgain, writing } from '../forge/signers.ts';
import { rewritten } from '../forge/updates.ts';
import { type Entries, reference, text } from '../forge/values.ts';
import type { Subject } from '../subject.ts';

const again = (file: Uint8Array, number: number, entries: Entries) => [
  object(number, rewritten(file, number, entries)),
];
const otherField = ({ file, signatures }: Subject) => fieldsIn(file)[signatures % 3]!;

export const SIGNER_WRITES: readonly Attack[] = [
  {
    id: 'signer-writes-page',
    name: 'other content on a page',
    cases: ['P25'],
    verdict: 'V5',
    build: writing((file) => [object(contentOf(file, 0), stream('BT ET'))]),
  },
  {
    id: 'signer-writes-page-entry',
    name: 'a page with other entries',
    verdict: 'V5',
    build: writing((file) => again(file, firstPage(file), { Rotate: 90 })),
  },
  {
    id: 'signer-writes-catalogue',
    name: 'another catalogue',
    verdict: 'V5',
    build: writing((file) => again(file, catalogOf(file), { Lang: text('en') })),
  },
  {
    id: 'signer-writes-catalogue-same',
    name: 'the catalogue as it was',
    verdict: 'V5',
    build: writing((file) => again(file, catalogOf(file), {})),
  },
  {
    id: 'signer-writes-form',
    name: 'the form, to declare the signatures final',
    verdict: 'V5',
    build: writing((file) => again(file, formOf(file), { SigFlags: 1 })),
  },
  {
    id: 'signer-writes-other-field',
    name: "another party's field",
    verdict: 'V5',
    build: (subject) =>
      signedAgain(subject, {}, (file) => again(file, otherField(subject), { TU: text('void') })),
  },
  {
    id: 'signer-writes-other-signature',
    name: 'the value of a signature before',
    verdict: 'V5',
    build: writing((file) => [object(numbersOf(file, 'Sig')[0] ?? contentOf(file, -1), '<< /Type /Sig >>')]),
  },
  {
    id: 'signer-writes-structure',
    name: 'the tags',
    verdict: 'V5',
    build: writing((file) => again(file, first('StructTreeRoot')(file), { K: [] })),
  },
  {
    id: 'signer-writes-metadata',
    name: 'the metadata',
    verdict: 'V5',
    build: writing((file) => [object(first('Metadata')(file), stream('<x/>'))]),
  },
  {
    id: 'signer-writes-sleeping',
    name: 'an object that nothing leads to',
    verdict: 'V5',
    build: writing((_, free) => [object(free, '<< /Type /Page >>')]),
  },
  {
    id: 'signer-writes-hole',
    name: 'an object beyond a hole in the numbers',
    verdict: 'V3',
    build: writing((_, free) => [object(free + 5, '<< >>')]),
  },
  {
    id: 'signer-writes-annotation',
    name: 'a stamp on a page',
    verdict: 'V5',
    build: writing((file, free) => [
      ...again(file, firstPage(file), { Annots: [reference(free)] }),
      object(free, '<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] >>'),
    ]),
  },
];
