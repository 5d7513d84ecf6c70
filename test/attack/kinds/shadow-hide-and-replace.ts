// Shadow attacks, hide and replace: a second document lies in the file, and is woken.
import { appended, object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { catalogOf, freeNumber, treeOf } from '../forge/places.ts';
import { adding, rewritten } from '../forge/updates.ts';
import { PAINT, reference } from '../forge/values.ts';

export const SHADOW_HIDE_AND_REPLACE: readonly Attack[] = [
  {
    id: 'shadow-root-swap',
    name: 'the trailer leads to another catalogue, by an update of no other object',
    cases: ['P20'],
    verdict: 'V5',
    build: ({ file }) => appended(file, [], `${treeOf(file)} 0 R`),
  },
  {
    id: 'shadow-root-new',
    name: 'the trailer leads to a new catalogue',
    cases: ['P20'],
    verdict: 'V5',
    build: ({ file }) => {
      const free = freeNumber(file);
      return appended(file, [object(free, rewritten(file, catalogOf(file), {}))], `${free} 0 R`);
    },
  },
  {
    id: 'shadow-root-generation',
    name: 'the trailer leads to the catalogue in another generation',
    cases: ['P20'],
    verdict: 'V2',
    build: ({ file }) => appended(file, [], `${catalogOf(file)} 1 R`),
  },
  {
    id: 'shadow-pages-new',
    name: 'the catalogue leads to another page tree',
    cases: ['P21'],
    verdict: 'V5',
    build: adding((file, free) => [
      [catalogOf(file), rewritten(file, catalogOf(file), { Pages: reference(free) })],
      [free, `<< /Type /Pages /Count 1 /Kids [${free + 1} 0 R] >>`],
      [
        free + 1,
        `<< /Type /Page /Parent ${free} 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents ${free + 2} 0 R >>`,
      ],
      [free + 2, stream(PAINT)],
    ]),
  },
  {
    id: 'shadow-sleeping',
    name: 'an object that nothing leads to yet',
    verdict: 'V5',
    build: adding((_, free) => [[free, '<< /Type /Page >>']]),
  },
];
