// Archival revisions: of other parts, changed afterwards, or of other objects under a new time-stamp.
import { archiveRevision } from '../../../functions/sign/archive-revision.ts';
import { concatenate } from '../../../functions/sign/bytes.ts';
import { writeRevision, writeValue } from '../../../functions/sign/pdf-writer.ts';
import { createRevocationList } from '../../../functions/sign/revocation-list.ts';
import { coverAllBut, timeStampDictionary } from '../../../functions/sign/signature-dictionary.ts';
import { findObject, latin1 } from '../../sign/attacker.ts';
import { type Attack, clock } from '../attack.ts';
import type { Subject } from '../subject.ts';
import { bytes, lastRevision } from './places.ts';

type Request = Parameters<typeof archiveRevision>[1];

type List = Parameters<typeof createRevocationList>[1];
/** A revocation list of this authority, empty unless it says otherwise. */
export const listOf = (by: Subject['issuer'], entries: Partial<List> = {}): Promise<Uint8Array> =>
  createRevocationList(by, {
    thisUpdate: new Date('2026-03-01T00:00:00Z'),
    nextUpdate: new Date('2026-05-30T00:00:00Z'),
    number: 1,
    ...entries,
  });

export async function archived(subject: Subject, changes: Partial<Request> = {}): Promise<Uint8Array> {
  const { file, issuer } = subject;
  const list = await listOf(issuer);
  const stamp = async (covered: Uint8Array) => clock.stamp(covered);
  return archiveRevision(file, { certificates: [issuer.certificate], lists: [list], stamp, ...changes });
}
/** With other parts than it should have. */
export const archiving =
  (changes: (subject: Subject) => Partial<Request> | Promise<Partial<Request>>): Attack['build'] =>
  async (subject) =>
    archived(subject, await changes(subject));
/** Archived, and changed afterwards. */
export const after =
  (change: (file: Uint8Array, subject: Subject) => Uint8Array | Promise<Uint8Array>): Attack['build'] =>
  async (subject) =>
    change(await archived(subject), subject);

/** The archival revision with other objects, stamped anew: what anybody can have done. */
export const anew =
  (
    change: (bodies: Map<number, string>, subject: Subject, free: number) => Map<number, string> | undefined,
  ): Attack['build'] =>
  async (subject) => {
    const file = await archived(subject);
    const { start, size } = lastRevision(file);
    const found = latin1(file.subarray(start)).matchAll(/(\d+) 0 obj\n(.*?)\nendobj\n/gs);
    const old = new Map([...found].map(([, number, body]) => [Number(number), body!]));
    const value = findObject(file, (dictionary) => dictionary.has('ByteRange') && !dictionary.has('M'));
    const empty = latin1(timeStampDictionary());
    const bodies = change(old, subject, size) ?? old;
    const objects = [...bodies].map(([number, body]) => {
      const blank = body.replace(
        /\/ByteRange \[[^\]]*\] \/Contents <[0-9a-f]*>/,
        () => /\/ByteRange .*>(?= >>)/s.exec(empty)![0],
      );
      return { number, body: bytes(blank) };
    });
    const before = lastRevision(subject.file);
    const entry = (key: string) => writeValue(before.trailer.get(key)!);
    const id = /\/ID \[[^\]]*\]/.exec(latin1(file.subarray(-600)))![0];
    const trailer = `/Root ${entry('Root')} /Info ${entry('Info')} ${id} /Prev ${before.xref}`;
    const written = writeRevision(
      subject.file,
      objects,
      Math.max(before.size, ...[...bodies.keys()].map((n) => n + 1)),
      trailer,
    );
    const where =
      [...bodies].find(([, body]) => body.includes('/DocTimeStamp') || body.includes('/ByteRange'))?.[0] ??
      value;
    const { covered, fill } = coverAllBut(written.file, written.bodyOffsets.get(where)!);
    fill(clock.stamp(concatenate(...covered)));
    return written.file;
  };
export const replacing = (from: string | RegExp, to: string): Attack['build'] =>
  anew((bodies) => new Map([...bodies].map(([number, body]) => [number, body.replace(from, to)])));
/** One of its objects moved onto an object of the base: `part` tells which. */
export const onto = (target: (subject: Subject) => number, part: RegExp): Attack['build'] =>
  anew((bodies, subject) => {
    const [moved] = [...bodies].find(([, body]) => part.test(body))!;
    const last = Math.max(...bodies.keys());
    const to = target(subject);
    // The last number fills the hole that the moved one leaves.
    const names = new Map([[moved, to], ...(last === moved ? [] : [[last, moved] as const])]);
    const renamed = (body: string) =>
      body.replace(/(\d+) 0 R/g, (whole, number: string) =>
        `${names.get(Number(number)) ?? number} 0 R`.padStart(whole.length),
      );
    return new Map(
      [...bodies].map(([number, body]) => [
        names.get(number) ?? number,
        body.startsWith('<< /Length') ? body : renamed(body),
      ]),
    );
  });
