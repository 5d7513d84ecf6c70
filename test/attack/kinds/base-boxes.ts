// The base has boxes for signatures that are not what they seem.
import type { Attack } from '../attack.ts';
import { prepared, preparing } from '../forge/bases.ts';
import {
  annotationsOf,
  contentOf,
  dictionaryAt,
  fieldsIn,
  firstAppearance,
  firstField,
  firstPage,
  formOf,
  lastPage,
} from '../forge/places.ts';
import { map, name, PAINTED, reference, text } from '../forge/values.ts';

const secondField = (base: Uint8Array) => dictionaryAt(base, fieldsIn(base)[1]!);

export const BASE_BOXES: readonly Attack[] = [
  {
    id: 'base-box-painted',
    name: 'an unsigned field with a painted appearance, gone with the signature (SSA)',
    cases: ['P23'],
    verdict: 'V10',
    build: preparing((base, bodies) => void bodies.set(firstAppearance(base), PAINTED)),
  },
  {
    id: 'base-box-painted-down',
    name: 'an appearance under the mouse',
    verdict: 'V10',
    build: prepared(
      firstField,
      (base, free) => ({ AP: map({ N: reference(firstAppearance(base)), D: reference(free) }) }),
      PAINTED,
    ),
  },
  { id: 'base-box-hidden', name: 'a hidden box', verdict: 'V10', build: prepared(firstField, { F: 2 }) },
  {
    id: 'base-box-no-view',
    name: 'a box that is printed only',
    verdict: 'V10',
    build: prepared(firstField, { F: 4 | 32 }),
  },
  {
    id: 'base-box-loose',
    name: 'a box that may be moved',
    verdict: 'V10',
    build: prepared(firstField, { F: 4 }),
  },
  {
    id: 'base-box-overlap',
    name: 'two boxes that overlap',
    cases: ['P27'],
    verdict: 'V10',
    build: prepared(firstField, (base) => ({ Rect: secondField(base).get('Rect') })),
  },
  {
    id: 'base-box-off-page',
    name: 'a box outside its page',
    verdict: 'V10',
    build: prepared(firstField, { Rect: [1000, 1000, 1100, 1060] }),
  },
  {
    id: 'base-box-half-off',
    name: 'a box that leaves its page',
    verdict: 'V10',
    build: prepared(firstField, { Rect: [550, 10, 700, 60] }),
  },
  {
    id: 'base-box-empty',
    name: 'an empty box',
    verdict: 'V10',
    build: prepared(firstField, { Rect: [0, 0, 0, 0] }),
  },
  {
    id: 'base-box-turned',
    name: 'a box whose corners changed places',
    verdict: 'V10',
    build: prepared(firstField, { Rect: [200, 200, 100, 100] }),
  },
  {
    id: 'base-box-five',
    name: 'a box of five values, four of them numbers',
    verdict: 'V10',
    build: prepared(firstField, { Rect: [10, null, 10, 100, 60] }),
  },
  {
    id: 'base-box-no-page',
    name: 'a box on a page that is none',
    verdict: 'V10',
    build: prepared(firstField, { P: reference(1) }),
  },
  {
    id: 'base-box-other-page',
    name: 'a box that says another page than the one that shows it',
    verdict: 'V10',
    build: prepared(firstField, (base) => ({ P: reference(firstPage(base)) })),
  },
  {
    id: 'base-box-not-shown',
    name: 'a field that no page shows',
    verdict: 'V10',
    build: prepared(lastPage, (base) => ({ Annots: annotationsOf(base, lastPage(base)).slice(1) })),
  },
  {
    id: 'base-box-shown-twice',
    name: 'a field that two pages show',
    verdict: 'V10',
    build: prepared(firstPage, (base) => ({ Annots: [reference(firstField(base))] })),
  },
  {
    id: 'base-box-stranger',
    name: 'the box of a field that is none of the form',
    verdict: 'V10',
    build: prepared(
      firstPage,
      (_, free) => ({ Annots: [reference(free)] }),
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /Rect [60 300 540 500] /AP << /N 1 0 R >> >>',
    ),
  },
  {
    id: 'base-box-text-field',
    name: 'a text field among the fields',
    verdict: 'V2',
    build: prepared(
      formOf,
      (base, free) => ({ Fields: [...fieldsIn(base), free].map(reference) }),
      '<< /FT /Tx /T (x) >>',
    ),
  },
  {
    id: 'base-box-filled',
    name: 'a field that has a value',
    verdict: 'V2',
    build: prepared(firstField, { V: text('x') }),
  },
  {
    id: 'base-box-kids',
    name: 'a field with several boxes',
    verdict: 'V2',
    build: prepared(firstField, { Kids: [] }),
  },
  {
    id: 'base-box-lock',
    name: 'a field that locks others',
    verdict: 'V9',
    build: prepared(firstField, { Lock: map({ Action: name('All') }) }),
  },
  {
    id: 'base-box-seed',
    name: 'a field with wishes (/SV)',
    verdict: 'V9',
    build: prepared(firstField, { SV: map({}) }),
  },
  {
    id: 'base-box-look',
    name: 'a field with a look of its own (/MK)',
    verdict: 'V10',
    build: prepared(firstField, { MK: map({ BG: [1, 1, 1] }) }),
  },
  {
    id: 'base-box-layered-page',
    name: 'a field that is also a page',
    verdict: 'V10',
    build: prepared(firstField, (base) => ({ Contents: reference(contentOf(base, 0)) })),
  },
  {
    id: 'base-box-names',
    name: 'two fields of one name',
    verdict: 'V6',
    build: prepared(firstField, (base) => ({ T: secondField(base).get('T') })),
  },
  {
    id: 'base-box-calculation',
    name: 'an order of calculation',
    verdict: 'V9',
    build: prepared(formOf, { CO: [] }),
  },
  {
    id: 'base-box-default',
    name: 'a default appearance',
    verdict: 'V9',
    build: prepared(formOf, { DA: text('/F 0 Tf') }),
  },
  {
    id: 'base-box-flags',
    name: 'a form that says it holds no signature',
    verdict: 'V2',
    build: prepared(formOf, { SigFlags: 0 }),
  },
];
