// An update of the document as a whole: scripts, files, layers, and how it is opened.
import type { Attack } from '../attack.ts';
import { catalogOf, firstPage } from '../forge/places.ts';
import { adding, rewritten, updated } from '../forge/updates.ts';
import { map, name, reference, text } from '../forge/values.ts';

export const DOCUMENT: readonly Attack[] = [
  {
    id: 'document-javascript',
    name: 'a script when the file is opened',
    cases: ['P26'],
    verdict: 'V5',
    build: updated(catalogOf, { OpenAction: map({ S: name('JavaScript'), JS: text('app.alert(1)') }) }),
  },
  {
    id: 'document-names-javascript',
    name: 'a script in the name tree',
    verdict: 'V5',
    build: updated(catalogOf, {
      Names: map({
        JavaScript: map({ Names: [text('a'), map({ S: name('JavaScript'), JS: text('app.alert(1)') })] }),
      }),
    }),
  },
  {
    id: 'document-aa',
    name: 'an action before printing',
    verdict: 'V5',
    build: updated(catalogOf, { AA: map({ WP: map({ S: name('JavaScript'), JS: text('1') }) }) }),
  },
  {
    id: 'document-page-action',
    name: 'an action when the page is shown',
    verdict: 'V5',
    build: updated(firstPage, { AA: map({ O: map({ S: name('Launch'), F: text('a.exe') }) }) }),
  },
  {
    id: 'document-launch',
    name: 'a program started when the file is opened',
    verdict: 'V5',
    build: updated(catalogOf, { OpenAction: map({ S: name('Launch'), F: text('a.exe') }) }),
  },
  {
    id: 'document-embedded',
    name: 'an embedded file',
    verdict: 'V5',
    build: updated(catalogOf, { Names: map({ EmbeddedFiles: map({ Names: [] }) }) }),
  },
  {
    id: 'document-associated',
    name: 'an associated file',
    verdict: 'V5',
    build: updated(catalogOf, { AF: [] }),
  },
  {
    id: 'document-layers',
    name: 'layers, one switched off',
    cases: ['P26'],
    verdict: 'V5',
    build: updated(catalogOf, { OCProperties: map({ OCGs: [], D: map({ BaseState: name('OFF') }) }) }),
  },
  {
    id: 'document-layered-page',
    name: 'the content of a page in a layer',
    verdict: 'V5',
    build: updated(firstPage, { OC: map({ Type: name('OCG'), Name: text('x') }) }),
  },
  {
    id: 'document-collection',
    name: 'a portfolio',
    verdict: 'V5',
    build: updated(catalogOf, { Collection: map({}) }),
  },
  {
    id: 'document-version',
    name: 'a later version of the format',
    verdict: 'V5',
    build: updated(catalogOf, { Version: name('2.0') }),
  },
  {
    id: 'document-extensions',
    name: 'an extension of the format',
    verdict: 'V5',
    build: updated(catalogOf, { Extensions: map({}) }),
  },
  {
    id: 'document-viewer',
    name: 'another way to be shown',
    verdict: 'V5',
    build: updated(catalogOf, { ViewerPreferences: map({ Direction: name('R2L') }) }),
  },
  {
    id: 'document-labels',
    name: 'other page numbers',
    verdict: 'V5',
    build: updated(catalogOf, { PageLabels: map({ Nums: [0, map({ St: 9 })] }) }),
  },
  {
    id: 'document-outlines',
    name: 'another table of contents',
    verdict: 'V5',
    build: updated(catalogOf, { Outlines: undefined }),
  },
  {
    id: 'document-requirements',
    name: 'a requirement of the reader',
    verdict: 'V5',
    build: updated(catalogOf, { Requirements: [] }),
  },
  {
    id: 'document-pieces',
    name: "an application's private data",
    verdict: 'V5',
    build: updated(catalogOf, { PieceInfo: map({}) }),
  },
  {
    id: 'document-store',
    name: 'a security store without a time-stamp',
    verdict: 'V5',
    build: adding((file, free) => [
      [catalogOf(file), rewritten(file, catalogOf(file), { DSS: reference(free) })],
      [free, '<< /Type /DSS /Certs [] /CRLs [] >>'],
    ]),
  },
];
