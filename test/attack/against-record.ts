// Files that are true in themselves: only the platform's record tells that they are not what was signed last.
import { sha256, toHex } from '../../functions/sign/bytes.ts';
import type { AttackGroup } from './attack.ts';
import { signedAnew } from './prepared-base.ts';
import { printedPledge, type Subject } from './subject.ts';

let printed: Promise<Uint8Array> | undefined;
function another(): Promise<Uint8Array> {
  printed ??= printedPledge('龙羊峡水镇');
  return printed;
}
const baseSha256 = async ({ base }: Subject) => toHex(await sha256(base));
const hashes = new WeakMap<Uint8Array, string>();
/** The digests are needed before they can be awaited. */
export async function prepareRecord(subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) hashes.set(subject.base, await baseSha256(subject));
}
const record = (subject: Subject) => ({ ...subject.record, baseSha256: hashes.get(subject.base)! });

export const AGAINST_RECORD: AttackGroup = {
  title: 'Against the record',
  attacks: [
    {
      id: 'record-rolled-back',
      name: 'the last signature cut off (P17)',
      verdict: 'V6',
      build: ({ file, ends, signatures }) => file.subarray(0, ends[signatures - 1]),
      record,
    },
    {
      id: 'record-base',
      name: 'cut back to the base',
      verdict: 'V6',
      build: ({ base }) => base,
      record,
    },
    {
      id: 'record-replaced',
      name: 'another pledge of the same authority, truly signed',
      verdict: 'V12',
      build: async (subject) => signedAnew(subject, await another()),
      record,
    },
    {
      id: 'record-parties',
      name: 'as many signatures, of other parties',
      verdict: 'V6',
      build: ({ file }) => file,
      record: (subject) => ({ ...record(subject), fields: [...subject.record.fields!.slice(1), 'province'] }),
    },
  ],
};
