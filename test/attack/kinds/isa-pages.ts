// Incremental saving: a well-formed update shows other pages.
import { appended, object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { contentOf, firstPage, firstValue, freeNumber, pagesOf, treeOf } from '../forge/places.ts';
import { adding, repeated, rewritten, updated } from '../forge/updates.ts';
import { map, name, PAINT, reference } from '../forge/values.ts';

const blankPage = (tree: number, more = '') =>
  `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << >> ${more}>>`;

export const PAGES: readonly Attack[] = [
  {
    id: 'page-content',
    name: 'other content on the first page',
    cases: ['P4'],
    verdict: 'V5',
    build: adding((file) => [[contentOf(file, 0), stream(PAINT)]]),
  },
  {
    id: 'page-content-last',
    name: 'other content on the last page',
    verdict: 'V5',
    build: adding((file) => [[contentOf(file, -1), stream(PAINT)]]),
  },
  {
    id: 'page-content-empty',
    name: 'a page without content',
    verdict: 'V5',
    build: updated(firstPage, { Contents: undefined }),
  },
  {
    id: 'page-content-more',
    name: 'a second content behind the first',
    verdict: 'V5',
    build: adding((file, free) => [
      [
        firstPage(file),
        rewritten(file, firstPage(file), { Contents: [reference(contentOf(file, 0)), reference(free)] }),
      ],
      [free, stream(PAINT)],
    ]),
  },
  {
    id: 'page-content-same',
    name: 'the content as it was, written again',
    cases: ['P6'],
    verdict: 'V5',
    build: repeated((file) => contentOf(file, 0)),
  },
  {
    id: 'page-signature-same',
    name: 'the signature dictionary as it was, written again',
    cases: ['P6'],
    verdict: 'V5',
    build: repeated(firstValue),
  },
  {
    id: 'page-page-same',
    name: 'the page as it was, written again',
    verdict: 'V5',
    build: updated(firstPage, {}),
  },
  {
    id: 'page-null',
    name: 'the page content is null',
    verdict: 'V5',
    build: adding((file) => [[contentOf(file, 0), 'null']]),
  },
  {
    id: 'page-resources',
    name: 'a page with other resources',
    verdict: 'V5',
    build: updated(firstPage, { Resources: map({}) }),
  },
  {
    id: 'page-rotate',
    name: 'a page rotated',
    cases: ['P27'],
    verdict: 'V5',
    build: updated(firstPage, { Rotate: 180 }),
  },
  {
    id: 'page-crop',
    name: 'a page cropped',
    cases: ['P27'],
    verdict: 'V5',
    build: updated(firstPage, { CropBox: [0, 400, 595, 842] }),
  },
  {
    id: 'page-media',
    name: 'a page of another size',
    verdict: 'V5',
    build: updated(firstPage, { MediaBox: [0, 0, 595, 400] }),
  },
  {
    id: 'page-unit',
    name: 'a page of another unit (/UserUnit)',
    cases: ['P27'],
    verdict: 'V5',
    build: updated(firstPage, { UserUnit: 10 }),
  },
  {
    id: 'page-boxes',
    name: 'a page with a trim box',
    verdict: 'V5',
    build: updated(firstPage, { TrimBox: [0, 0, 10, 10] }),
  },
  {
    id: 'page-group',
    name: 'a page with a transparency group',
    verdict: 'V5',
    build: updated(firstPage, { Group: map({ S: name('Transparency') }) }),
  },
  {
    id: 'page-thumb',
    name: 'a page with another picture in the overview',
    verdict: 'V5',
    build: updated(firstPage, { Thumb: reference(1) }),
  },
  {
    id: 'page-duration',
    name: 'a page that turns by itself',
    verdict: 'V5',
    build: updated(firstPage, { Dur: 1 }),
  },
  {
    id: 'page-page-added',
    name: 'a page added',
    cases: ['P9'],
    verdict: 'V5',
    build: adding((file, free) => [
      [
        treeOf(file),
        rewritten(file, treeOf(file), {
          Kids: [free, ...pagesOf(file)].map(reference),
          Count: pagesOf(file).length + 1,
        }),
      ],
      [free, blankPage(treeOf(file), `/Contents ${free + 1} 0 R `)],
      [free + 1, stream(PAINT)],
    ]),
  },
  {
    id: 'page-page-removed',
    name: 'the first page removed',
    verdict: 'V5',
    build: withPages((pages) => pages.slice(1)),
  },
  {
    id: 'page-page-last-removed',
    name: 'the last page, with the signatures, removed',
    verdict: 'V5',
    build: withPages((pages) => pages.slice(0, -1)),
  },
  {
    id: 'page-page-order',
    name: 'the pages in another order',
    verdict: 'V5',
    build: withPages((pages) => pages.toReversed()),
  },
  {
    id: 'page-page-twice',
    name: 'the first page twice',
    verdict: 'V5',
    build: withPages((pages) => [pages[0]!, ...pages]),
  },
  {
    id: 'page-page-cycle',
    name: 'a page tree that holds itself',
    cases: ['P26'],
    verdict: 'V5',
    build: updated(treeOf, (file) => ({ Kids: [reference(treeOf(file))] })),
  },
  {
    id: 'page-page-count',
    name: 'a page tree that counts wrongly',
    verdict: 'V5',
    build: withPages((pages) => pages, 99),
  },
  {
    id: 'page-page-tenth',
    name: 'the change is on a page beyond the tenth',
    cases: ['P27'],
    verdict: 'V5',
    build: ({ file }) => {
      const long = withLongTree(file);
      return appended(long, [object(contentOf(long, -1), stream(PAINT))]);
    },
  },
];

function withPages(order: (pages: number[]) => number[], count?: number): Attack['build'] {
  return updated(treeOf, (file) => {
    const pages = order(pagesOf(file));
    return { Kids: pages.map(reference), Count: count ?? pages.length };
  });
}

/** Twelve pages before those that were there. */
function withLongTree(file: Uint8Array): Uint8Array {
  const free = freeNumber(file);
  const blank = Array.from({ length: 12 }, (_, i) => free + i);
  const pages = [...blank, ...pagesOf(file)];
  return appended(file, [
    object(treeOf(file), rewritten(file, treeOf(file), { Kids: pages.map(reference), Count: pages.length })),
    ...blank.map((number) => object(number, blankPage(treeOf(file)))),
  ]);
}
