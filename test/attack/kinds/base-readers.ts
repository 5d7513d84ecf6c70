// The base is read differently by different readers.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { joined, over } from '../forge/places.ts';

export const BASE_READERS: readonly Attack[] = [
  {
    id: 'base-read-older',
    name: 'a version before 1.4',
    verdict: 'V2',
    build: ({ file }) => joined(file.subarray(0, 7), '3', file.subarray(8)),
  },
  {
    id: 'base-read-header',
    name: 'a header without its binary comment',
    verdict: 'V2',
    build: ({ base }) => joined(base.subarray(0, 9), '%abcd', base.subarray(14)),
  },
  {
    id: 'base-read-key-twice',
    name: 'a key twice in a dictionary',
    verdict: 'V2',
    build: ({ file }) => {
      const at = latin1(file).indexOf('/Lang');
      return over(file, [at, at + 5], '/Type');
    },
  },
];
