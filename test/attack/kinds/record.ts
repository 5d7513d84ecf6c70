// Files that are true in themselves: only the record of the platform tells that they are not what was signed last.
import { createHash } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { signedAnew } from '../forge/bases.ts';
import { printedPledge, type Subject } from '../subject.ts';

let printed: Promise<Uint8Array> | undefined;
function another(): Promise<Uint8Array> {
  printed ??= printedPledge('龙羊峡水镇');
  return printed;
}
const recordOf = ({ base, record }: Subject) => ({
  ...record,
  baseSha256: createHash('sha256').update(base).digest('hex'),
});

export const RECORD: readonly Attack[] = [
  {
    id: 'record-rolled-back',
    name: 'the last signature cut off',
    cases: ['P17'],
    verdict: 'V6',
    build: ({ file, ends, signatures }) => file.subarray(0, ends[signatures - 1]),
    record: recordOf,
  },
  {
    id: 'record-base',
    name: 'cut back to the base',
    cases: ['P17'],
    verdict: 'V6',
    build: ({ base }) => base,
    record: recordOf,
  },
  {
    id: 'record-replaced',
    name: 'another pledge of the same authority, truly signed',
    verdict: 'V12',
    build: async (subject) => signedAnew(subject, await another()),
    record: recordOf,
  },
  {
    id: 'record-parties',
    name: 'as many signatures, of other parties',
    verdict: 'V6',
    build: ({ file }) => file,
    record: (subject) => ({ ...recordOf(subject), fields: [...subject.record.fields!.slice(1), 'province'] }),
  },
];
