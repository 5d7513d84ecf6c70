// A party who signs truly changes the field, and with it the box that is shown.
import type { PdfDictionary, PdfValue } from '../../../functions/sign/pdf-values.ts';
import type { Attack } from '../attack.ts';
import { contentOf, pagesOf } from '../forge/places.ts';
import { editing } from '../forge/signers.ts';
import { name, reference, text } from '../forge/values.ts';

const field = (key: string, value?: PdfValue): Attack['build'] =>
  editing({ field: (entries) => void (value === undefined ? entries.delete(key) : entries.set(key, value)) });

export const SIGNER_FIELD: readonly Attack[] = [
  {
    id: 'signer-field-moved',
    name: 'the box moved over the text',
    verdict: 'V5',
    build: field('Rect', [0, 0, 595, 842]),
  },
  {
    id: 'signer-field-grown',
    name: 'the box grown over that of another signer',
    cases: ['P27'],
    verdict: 'V5',
    build: field('Rect', [70, 90, 540, 160]),
  },
  {
    id: 'signer-field-page',
    name: 'the box on another page',
    verdict: 'V5',
    build: (subject) => field('P', reference(pagesOf(subject.file)[0]!))(subject),
  },
  { id: 'signer-field-hidden', name: 'the box hidden', verdict: 'V5', build: field('F', 2) },
  { id: 'signer-field-unlocked', name: 'the box unlocked', verdict: 'V5', build: field('F', 4) },
  {
    id: 'signer-field-renamed',
    name: 'the field named like another',
    verdict: 'V5',
    build: field('T', text('enterprise2')),
  },
  {
    id: 'signer-field-type',
    name: 'the field has another type',
    verdict: 'V5',
    build: field('FT', name('Btn')),
  },
  {
    id: 'signer-field-lock',
    name: 'the field locks others (/Lock)',
    verdict: 'V5',
    build: field('Lock', new Map([['Action', name('All')]])),
  },
  {
    id: 'signer-field-seed',
    name: 'the field states wishes (/SV)',
    verdict: 'V5',
    build: field('SV', new Map()),
  },
  {
    id: 'signer-field-parent',
    name: 'the field hangs on another',
    verdict: 'V5',
    build: field('Parent', reference(1)),
  },
  { id: 'signer-field-kids', name: 'the field has further boxes', verdict: 'V5', build: field('Kids', []) },
  {
    id: 'signer-field-action',
    name: 'the box runs a script',
    verdict: 'V5',
    build: field('A', new Map([['S', name('JavaScript')]])),
  },
  { id: 'signer-field-state', name: 'the box shows a state', verdict: 'V5', build: field('AS', name('On')) },
  {
    id: 'signer-field-border',
    name: 'the box has a border',
    verdict: 'V5',
    build: field('MK', new Map<string, PdfValue>([['BG', [1, 1, 1]]])),
  },
  { id: 'signer-field-no-value', name: 'the field got no value', verdict: 'V5', build: field('V') },
  {
    id: 'signer-field-value-direct',
    name: 'the value stands in the field itself',
    verdict: 'V5',
    build: field('V', new Map([['Type', name('Sig')]])),
  },
  {
    id: 'signer-field-value-old',
    name: 'the value is an object of before',
    verdict: 'V5',
    build: field('V', reference(1)),
  },
  {
    id: 'signer-field-no-appearance',
    name: 'the field lost its appearance',
    verdict: 'V5',
    build: field('AP'),
  },
  {
    id: 'signer-field-appearance-old',
    name: 'the appearance is an object of before',
    verdict: 'V5',
    build: field('AP', new Map([['N', reference(3)]])),
  },
  {
    id: 'signer-field-appearance-page',
    name: 'the appearance is the content of a page',
    verdict: 'V5',
    build: (subject) => field('AP', new Map([['N', reference(contentOf(subject.file, 0))]]))(subject),
  },
  {
    id: 'signer-field-appearance-down',
    name: 'another appearance under the mouse',
    verdict: 'V5',
    build: editing({
      field: (entries) =>
        void entries.set('AP', new Map([...(entries.get('AP') as PdfDictionary), ['D', reference(3)]])),
    }),
  },
  {
    id: 'signer-field-appearance-states',
    name: 'appearances by state',
    verdict: 'V5',
    build: editing({
      field: (entries) => void entries.set('AP', new Map([['N', entries.get('AP') as PdfDictionary]])),
    }),
  },
];
