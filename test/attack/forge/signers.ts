// A party who signs truly, under a true certificate, and does more in that revision than sign.
import type { WrittenObject } from '../../../functions/sign/pdf-writer.ts';
import { signedWithExtra } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import type { Subject } from '../subject.ts';
import { fieldsIn } from './places.ts';

type Edit = NonNullable<Parameters<typeof signedWithExtra>[4]>;

/** The file before its last signature: what the last signer was given. */
export const given = ({ file, ends, signatures }: Subject): Uint8Array =>
  file.subarray(0, ends[signatures - 1]);

/** The last signature made again, by a signer who edits its parts and writes `extra` too. */
export function signedAgain(
  subject: Subject,
  edit: Edit,
  extra: (file: Uint8Array, free: number) => WrittenObject[] = () => [],
): Promise<Uint8Array> {
  const file = given(subject);
  const field = fieldsIn(file)[subject.signatures - 1]!;
  return signedWithExtra(file, field, subject.issuer, (free) => extra(file, free), edit);
}

/** By a signer who writes these objects too. */
export const writing =
  (extra: (file: Uint8Array, free: number) => WrittenObject[]): Attack['build'] =>
  (subject) =>
    signedAgain(subject, {}, extra);

/** By a signer who edits the field, or the text of the signature dictionary. */
export const editing =
  (edit: Edit): Attack['build'] =>
  (subject) =>
    signedAgain(subject, edit);
