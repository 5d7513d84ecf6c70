// Files whose base was prepared before anybody signed, and which were then signed truly.
import { writeRevision, writeValue } from '../../../functions/sign/pdf-writer.ts';
import { readRevisions } from '../../../functions/sign/revisions.ts';
import { latin1, signedWithExtra } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import type { Subject } from '../subject.ts';
import { bytes, fieldsIn, freeNumber, lastRevision } from './places.ts';
import { rewritten } from './updates.ts';
import type { Entries } from './values.ts';

/** Objects as they are written, by number. */
type Bodies = Map<number, string>;

function bodiesOf(base: Uint8Array): Bodies {
  const whole = latin1(base);
  const bodies: Bodies = new Map();
  const [{ start: first, objects }] = readRevisions(base) as [ReturnType<typeof lastRevision>];
  const numbers = [...objects.keys()];
  let at = first;
  for (const [i, number] of numbers.entries()) {
    const start = at + `${number} 0 obj\n`.length;
    const next = numbers[i + 1];
    const end =
      next === undefined
        ? whole.lastIndexOf('\nendobj\nxref\n')
        : whole.indexOf(`\nendobj\n${next} 0 obj\n`, start);
    bodies.set(number, whole.slice(start, end));
    at = end + '\nendobj\n'.length;
  }
  return bodies;
}
const read = new WeakMap<Uint8Array, Bodies>();
const bodiesIn = (base: Uint8Array): Bodies => {
  const found = read.get(base) ?? bodiesOf(base);
  read.set(base, found);
  return new Map(found);
};

/** Another base, with the signatures of as many parties as the subject has. */
export async function signedAnew(subject: Subject, base: Uint8Array): Promise<Uint8Array> {
  let file = base;
  for (const field of fieldsIn(subject.base).slice(0, subject.signatures))
    file = await signedWithExtra(file, field, subject.issuer, () => []);
  return file;
}

/** The base with other objects, of which `free` is the first number not in use, and with these entries of the trailer. */
export const preparing =
  (edit: (base: Uint8Array, bodies: Bodies, free: number) => void, trailer = ''): Attack['build'] =>
  (subject) => {
    const { base } = subject;
    const bodies = bodiesIn(base);
    edit(base, bodies, freeNumber(base));
    const objects = [...bodies].map(([number, body]) => ({ number, body: bytes(body) }));
    const { start, trailer: old } = lastRevision(base);
    const entries = ['Root', 'Info', 'ID'].map((key) => `/${key} ${writeValue(old.get(key)!)}`).join(' ');
    const size = Math.max(...bodies.keys()) + 1;
    return signedAnew(subject, writeRevision(base.subarray(0, start), objects, size, entries + trailer).file);
  };

/** The object that `find` finds, with some entries changed; `added` get the numbers from FREE, or `free`, on. */
export const prepared = (
  find: (base: Uint8Array) => number,
  entries: Entries | ((base: Uint8Array, free: number) => Entries),
  ...added: string[]
): Attack['build'] =>
  preparing((base, bodies, free) => {
    const number = find(base);
    bodies.set(
      number,
      rewritten(base, number, typeof entries === 'function' ? entries(base, free) : entries),
    );
    for (const [i, body] of added.entries()) bodies.set(free + i, body.replaceAll('FREE', String(free)));
  });
