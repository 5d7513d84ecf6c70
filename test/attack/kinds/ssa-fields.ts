// Sneaky signatures: an update of the form, its fields and the values of the signatures.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { catalogOf, fieldsIn, firstField, firstPage, firstValue, formOf } from '../forge/places.ts';
import { adding, bodyOf, rewritten, shownOn, updated } from '../forge/updates.ts';
import { map, name, PAINTED, reference, text } from '../forge/values.ts';

/** The form with one field more. */
const withField = (file: Uint8Array, field: number): [number, string] => [
  formOf(file),
  rewritten(file, formOf(file), { Fields: [...fieldsIn(file), field].map(reference) }),
];

export const FIELDS: readonly Attack[] = [
  {
    id: 'form-no-form',
    name: 'a catalogue without a form: the signatures deleted',
    cases: ['P7'],
    verdict: 'V5',
    build: updated(catalogOf, { AcroForm: undefined }),
  },
  {
    id: 'form-no-fields',
    name: 'a form without fields',
    verdict: 'V5',
    build: updated(formOf, { Fields: [] }),
  },
  {
    id: 'form-fields-order',
    name: 'the fields in another order',
    verdict: 'V5',
    build: updated(formOf, (file) => ({ Fields: fieldsIn(file).toReversed().map(reference) })),
  },
  {
    id: 'form-flags',
    name: 'a form that says it holds no signature',
    verdict: 'V5',
    build: updated(formOf, { SigFlags: 0 }),
  },
  {
    id: 'form-need-appearances',
    name: 'a form that lets the reader draw its fields (/NeedAppearances)',
    cases: ['P27'],
    verdict: 'V5',
    build: updated(formOf, { NeedAppearances: true }),
  },
  { id: 'form-xfa', name: 'a form with XFA', verdict: 'V5', build: updated(formOf, { XFA: text('<xdp/>') }) },
  {
    id: 'form-cleared',
    name: 'the first signature taken out of its field',
    verdict: 'V5',
    build: updated(firstField, { V: undefined }),
  },
  {
    id: 'form-renamed',
    name: 'the first field under another name',
    verdict: 'V5',
    build: updated(firstField, { T: text('governor') }),
  },
  {
    id: 'form-retitled',
    name: 'the first field described otherwise (/TU)',
    verdict: 'V5',
    build: updated(firstField, { TU: text('void') }),
  },
  {
    id: 'form-moved',
    name: 'the first box moved',
    verdict: 'V5',
    build: updated(firstField, { Rect: [0, 0, 595, 842] }),
  },
  { id: 'form-hidden', name: 'the first box hidden', verdict: 'V5', build: updated(firstField, { F: 2 }) },
  {
    id: 'form-repainted',
    name: 'the first appearance painted anew (SSA)',
    verdict: 'V5',
    build: adding((file, free) => [
      [firstField(file), rewritten(file, firstField(file), { AP: map({ N: reference(free) }) })],
      [free, PAINTED],
    ]),
  },
  {
    id: 'form-type',
    name: 'the first field has become a text field',
    verdict: 'V5',
    build: updated(firstField, { FT: name('Tx') }),
  },
  {
    id: 'form-flag-state',
    name: 'the first field shows a state',
    verdict: 'V5',
    build: updated(firstField, { AS: name('Off') }),
  },
  {
    id: 'form-empty-field',
    name: 'an unsigned field with a painted appearance (SSA)',
    cases: ['P23'],
    verdict: 'V5',
    build: adding((file, free) => [
      withField(file, free),
      shownOn(firstPage(file), file, free),
      [
        free,
        `<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 132 /P ${firstPage(file)} 0 R /Rect [60 300 540 500] /AP << /N ${free + 1} 0 R >> >>`,
      ],
      [free + 1, PAINTED],
    ]),
  },
  {
    id: 'form-recycled',
    name: "a second field leads to the first signer's value",
    cases: ['P24'],
    verdict: 'V5',
    build: adding((file, free) => [
      withField(file, free),
      [free, `<< /FT /Sig /T (governor) /V ${firstValue(file)} 0 R >>`],
    ]),
  },
  {
    id: 'form-redefined',
    name: 'the signature dictionary states another time and name',
    cases: ['P15'],
    verdict: 'V5',
    build: updated(firstValue, { M: text('D:20200101000000Z'), Name: text('Governor') }),
  },
  {
    id: 'form-reason',
    name: 'the signature dictionary states another reason',
    verdict: 'V5',
    build: updated(firstValue, { Reason: text('void') }),
  },
  {
    id: 'form-filter',
    name: 'the signature asks for another handler',
    verdict: 'V5',
    build: updated(firstValue, { Filter: name('Nobody') }),
  },
  {
    id: 'form-phantom',
    name: 'a signature without a field',
    verdict: 'V5',
    build: adding((file, free) => [[free, latin1(bodyOf(file, firstValue(file)))]]),
  },
  {
    id: 'form-permissions',
    name: 'the first signature is declared to certify (/Perms)',
    verdict: 'V5',
    build: updated(catalogOf, (file) => ({ Perms: map({ DocMDP: reference(firstValue(file)) }) })),
  },
];
