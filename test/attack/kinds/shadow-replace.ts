// Shadow attacks, replace: what is shown stays, and comes to mean something else.
import type { PdfDictionary } from '../../../functions/sign/pdf-values.ts';
import { objectsAfter, readRevisions } from '../../../functions/sign/revisions.ts';
import { stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { catalogOf, dictionaryAt, first, numberOf, numbersOf } from '../forge/places.ts';
import { adding, updated } from '../forge/updates.ts';
import { name } from '../forge/values.ts';

const fontWith = (key: string) => (file: Uint8Array) =>
  numbersOf(file, 'Font').find((number) => dictionaryAt(file, number).has(key))!;
const compositeFont = fontWith('ToUnicode');

export const SHADOW_REPLACE: readonly Attack[] = [
  {
    id: 'shadow-replace-font',
    name: 'a font with other widths',
    cases: ['P19'],
    verdict: 'V5',
    build: updated(first('Font'), { W: [0, [9]] }),
  },
  {
    id: 'shadow-replace-font-file',
    name: 'another font program',
    verdict: 'V5',
    build: adding((file) => {
      const descriptor = dictionaryAt(file, first('FontDescriptor')(file));
      return [[numberOf(descriptor.get('FontFile2') ?? descriptor.get('FontFile3')), stream('another')]];
    }),
  },
  {
    id: 'shadow-replace-encoding',
    name: 'a font with another encoding',
    verdict: 'V5',
    build: updated(compositeFont, { Encoding: name('Identity-V') }),
  },
  {
    id: 'shadow-replace-cid',
    name: 'a font that shows other glyphs for its codes (CIDToGIDMap)',
    verdict: 'V5',
    build: updated(fontWith('CIDToGIDMap'), { CIDToGIDMap: name('Identity') }),
  },
  {
    id: 'shadow-to-unicode',
    name: 'what is copied reads otherwise (ToUnicode)',
    verdict: 'V5',
    build: adding((file) => [
      [
        numberOf(dictionaryAt(file, compositeFont(file)).get('ToUnicode')),
        stream('/CIDInit /ProcSet findresource begin'),
      ],
    ]),
  },
  {
    id: 'shadow-to-unicode-gone',
    name: 'what is copied reads as nothing',
    verdict: 'V5',
    build: updated(compositeFont, { ToUnicode: undefined }),
  },
  {
    id: 'shadow-colour',
    name: 'another output intent',
    verdict: 'V5',
    build: updated(catalogOf, { OutputIntents: [] }),
  },
  {
    id: 'shadow-profile',
    name: 'another colour profile',
    verdict: 'V5',
    build: adding((file) => [[profileOf(file), stream('')]]),
  },
];

function profileOf(file: Uint8Array): number {
  const intent = [...objectsAfter(readRevisions(file)).values()].find(
    (value) => value instanceof Map && value.has('DestOutputProfile'),
  ) as PdfDictionary | undefined;
  const inCatalog = () => (dictionaryAt(file, catalogOf(file)).get('OutputIntents') as PdfDictionary[])[0]!;
  return numberOf((intent ?? inCatalog()).get('DestOutputProfile'));
}
