// The base hides what an update could wake, or leads to what a signature will bring.
import { stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { prepared, preparing } from '../forge/bases.ts';
import { catalogOf, contentOf, firstPage, pagesOf, treeOf } from '../forge/places.ts';
import { rewritten } from '../forge/updates.ts';
import { map, PAINT, reference } from '../forge/values.ts';

export const BASE_HIDES: readonly Attack[] = [
  {
    id: 'base-hides-orphan',
    name: 'an object that nothing leads to',
    cases: ['P18'],
    verdict: 'V9',
    build: preparing((_, bodies, free) => void bodies.set(free, stream(PAINT))),
  },
  {
    id: 'base-hides-orphan-tree',
    name: 'a page tree that sleeps',
    cases: ['P20', 'P21'],
    verdict: 'V9',
    build: preparing((_, bodies, free) => {
      bodies.set(free, `<< /Type /Catalog /Pages ${free + 1} 0 R >>`);
      bodies.set(free + 1, `<< /Type /Pages /Count 0 /Kids [] >>`);
    }),
  },
  {
    id: 'base-hides-dangling',
    name: 'a page whose content will be an object of the first signature',
    verdict: 'V9',
    build: prepared(firstPage, (base, free) => ({
      Contents: [reference(contentOf(base, 0)), reference(free + 1)],
    })),
  },
  {
    id: 'base-hides-dangling-resource',
    name: 'a picture that will be the appearance of the first signature',
    verdict: 'V9',
    build: prepared(firstPage, (_, free) => ({
      Resources: map({ XObject: map({ X: reference(free + 1) }) }),
    })),
  },
  {
    id: 'base-hides-dangling-info',
    name: 'information that will be the first signature',
    verdict: 'V9',
    build: preparing(
      (base, bodies, free) => void bodies.set(1, rewritten(base, 1, { PageLabels: reference(free) })),
    ),
  },
  {
    id: 'base-hides-chain',
    name: 'an object that is only a reference to another',
    verdict: 'V9',
    build: prepared(
      firstPage,
      (base, free) => ({ Contents: reference(free), PZ: reference(contentOf(base, 0)) }),
      '4 0 R',
    ),
  },
  {
    id: 'base-hides-page-cycle',
    name: 'a page tree that holds itself',
    cases: ['P26'],
    verdict: 'V9',
    build: prepared(treeOf, (base) => ({ Kids: [...pagesOf(base).map(reference), reference(treeOf(base))] })),
  },
  {
    id: 'base-hides-page-twice',
    name: 'a page twice in its tree',
    verdict: 'V9',
    build: prepared(treeOf, (base) => ({
      Kids: [firstPage(base), ...pagesOf(base)].map(reference),
      Count: pagesOf(base).length + 1,
    })),
  },
  {
    id: 'base-hides-page-count',
    name: 'a page tree that counts wrongly',
    verdict: 'V9',
    build: prepared(treeOf, { Count: 99 }),
  },
  {
    id: 'base-hides-page-outside',
    name: 'a page that is not in the tree',
    verdict: 'V9',
    build: prepared(catalogOf, (_, free) => ({ PZ: reference(free) }), '<< /Type /Page /Parent 3 0 R >>'),
  },
  {
    id: 'base-hides-page-parent',
    name: 'a page of another parent',
    verdict: 'V9',
    build: prepared(firstPage, { Parent: reference(1) }),
  },
  {
    id: 'base-hides-page-kind',
    name: 'something else among the pages',
    verdict: 'V9',
    build: prepared(
      treeOf,
      (base, free) => ({ Kids: [...pagesOf(base), free].map(reference), Count: pagesOf(base).length + 1 }),
      '<< /Type /Template /Parent 3 0 R >>',
    ),
  },
  {
    id: 'base-hides-tree-two',
    name: 'two trees',
    verdict: 'V9',
    build: prepared(
      catalogOf,
      (_, free) => ({ PZ: reference(free) }),
      '<< /Type /Pages /Count 0 /Kids [] >>',
    ),
  },
];
