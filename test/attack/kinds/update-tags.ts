// An update of what a screen reader reads: the page looks the same.
import type { PdfValue } from '../../../functions/sign/pdf-values.ts';
import type { Attack } from '../attack.ts';
import { catalogOf, dictionaryAt, element, first } from '../forge/places.ts';
import { updated } from '../forge/updates.ts';
import { map, name, text } from '../forge/values.ts';

export const TAGS: readonly Attack[] = [
  {
    id: 'aloud-lang',
    name: 'another language is claimed (/Lang)',
    verdict: 'V5',
    build: updated(catalogOf, { Lang: text('en') }),
  },
  {
    id: 'aloud-untagged',
    name: 'the tags are gone',
    verdict: 'V5',
    build: updated(catalogOf, { StructTreeRoot: undefined, MarkInfo: undefined }),
  },
  {
    id: 'aloud-unmarked',
    name: 'the file says it is not tagged',
    verdict: 'V5',
    build: updated(catalogOf, { MarkInfo: map({ Marked: false }) }),
  },
  {
    id: 'aloud-actual-text',
    name: 'a paragraph is read aloud otherwise (/ActualText)',
    verdict: 'V5',
    build: updated(element('P'), { ActualText: text('PAY 900') }),
  },
  {
    id: 'aloud-alt',
    name: 'a heading is described otherwise (/Alt)',
    verdict: 'V5',
    build: updated(element('H1'), { Alt: text('void') }),
  },
  {
    id: 'aloud-expansion',
    name: 'an abbreviation is read otherwise (/E)',
    verdict: 'V5',
    build: updated(element('P'), { E: text('void') }),
  },
  {
    id: 'aloud-silent',
    name: 'a paragraph is read as nothing',
    verdict: 'V5',
    build: updated(element('P'), { K: [] }),
  },
  {
    id: 'aloud-artifact',
    name: 'a paragraph is taken for decoration',
    verdict: 'V5',
    build: updated(element('P'), { S: name('Artifact') }),
  },
  {
    id: 'aloud-role-map',
    name: 'kinds of tags mean something else',
    verdict: 'V5',
    build: updated(first('StructTreeRoot'), { RoleMap: map({ P: name('Artifact') }) }),
  },
  {
    id: 'aloud-order',
    name: 'the document is read in another order',
    verdict: 'V5',
    build: updated(element('Document'), (file) => ({
      K: (dictionaryAt(file, element('Document')(file)).get('K') as PdfValue[]).toReversed(),
    })),
  },
  {
    id: 'aloud-parents',
    name: 'text belongs to other tags (ParentTree)',
    verdict: 'V5',
    build: updated(first('StructTreeRoot'), { ParentTree: map({ Nums: [] }) }),
  },
  {
    id: 'aloud-field-name',
    name: 'the field of a signature is read as another',
    verdict: 'V5',
    build: updated(element('Form'), { Alt: text('void') }),
  },
];
