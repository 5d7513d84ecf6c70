// The verifier: is this file one that the platform issued and parties signed, and nothing besides?
import { checkArchive, isArchive } from './archive-rules.ts';
import { associatedFiles } from './associated-files.ts';
import { checkBase, type Field, fieldsOf } from './base-rules.ts';
import { sha256, toHex } from './bytes.ts';
import { type ReadCertificate, readCertificate } from './certificate-path.ts';
import { checkArchiveStamp } from './check-archive-stamp.ts';
import { type CheckedSignature, checkSignature, type VerifiedSignature } from './check-signature.ts';
import { checkIncrement } from './increment-rules.ts';
import { checkBoxes } from './page-rules.ts';
import { objectsAfter, type Revision, readRevisions } from './revisions.ts';
import type { CheckedStamp, TrustedTime } from './time-stamp-token.ts';
import { must, Unsound } from './unsound.ts';

export type { VerifiedSignature } from './check-signature.ts';

export type Verification =
  | {
      verdict: 'sound';
      base: { length: number; sha256: string };
      signatures: VerifiedSignature[];
      /** The document time-stamps, oldest first: the last one's `until` says when it has to be renewed. */
      archived: TrustedTime[];
      /** What a report of evidence carries, by the names it has there; absent where there is nothing. */
      files?: { name: string; length: number; sha256: string }[];
    }
  | { verdict: 'unsound'; rule: string; detail: string };

export type Sound = Extract<Verification, { verdict: 'sound' }>;

/** Of a fault: the number of the revision, 1 the base, and the name of the one field that it writes, if it writes one. */
export interface Place {
  revision: number;
  field?: string;
}

/** What one pass over a file saw, whether or not it came to the end. */
export interface Walk {
  verification: Verification;
  /** Those that kept the rules, the base first; then came the end, or the fault. */
  revisions: readonly Revision[];
  /** Those among them that sign, with the certificates of each. */
  signatures: readonly CheckedSignature[];
  /** Names of the signature fields of the base. */
  fields: readonly string[];
  /** The time-stamps in them: those of signatures, then the archival ones, oldest first. */
  stamps: { ofSignatures: readonly CheckedStamp[]; archival: readonly CheckedStamp[] };
  /** What stands up to and with the last of `revisions`; absent where nothing is signed. */
  intact?: Sound;
  /** Of an unsound file: where the rule broke; absent where that is no single revision. */
  broken?: Place;
}

/** What the platform's record says of the file; a rollback to an earlier revision shows only against it. */
export interface Expectation {
  /** SHA-256 of the base revision, hexadecimal. */
  baseSha256?: string;
  /** The fields that are signed, all of them, in any order. */
  fields?: string[];
  /** The pinned roots of time-stamping authorities, DER: a token under another root makes a file unsound. */
  timeRoots?: Uint8Array[];
}

/**
 * Checks the rules V1 to V12 (unsound.ts). `anchors` are the pinned roots, DER: only they are believed. The
 * signatures come in the order of signing. Never throws because of `file`; throws Unsound for a wrong anchor.
 * Runs in Node and in browsers.
 */
export async function verifySignedPdf(
  file: Uint8Array,
  anchors: readonly Uint8Array[],
  expect: Expectation = {},
): Promise<Verification> {
  return (await walkSignedPdf(file, anchors, expect)).verification;
}

/** As `verifySignedPdf`, with how far the file is in order. */
export async function walkSignedPdf(
  file: Uint8Array,
  anchors: readonly Uint8Array[],
  expect: Expectation = {},
): Promise<Walk> {
  const roots = anchors.map((anchor) => readCertificate(anchor));
  const seen: Seen = {
    revisions: [],
    signatures: [],
    fields: [],
    stamps: { ofSignatures: [], archival: [] },
  };
  try {
    const verification = await verify(file, roots, expect, seen);
    return { ...walked(seen), verification };
  } catch (fault) {
    // Whatever else a hostile file may break in a parser (depth, ranges, encodings) is a fault of the file.
    const { rule, detail } = fault instanceof Unsound ? fault : unreadable(fault);
    const broken = seen.at && { broken: seen.at };
    return { ...walked(seen), ...broken, verification: { verdict: 'unsound', rule, detail } };
  }
}

const walked = ({ at: _, ...seen }: Seen) => seen;

const unreadable = (fault: unknown) => ({ rule: 'V2', detail: `unreadable: ${fault}` });

interface Seen {
  revisions: Revision[];
  signatures: CheckedSignature[];
  fields: readonly string[];
  stamps: { ofSignatures: CheckedStamp[]; archival: CheckedStamp[] };
  intact?: Sound;
  /** What is being looked at. */
  at?: Place | undefined;
}

async function verify(
  file: Uint8Array,
  roots: ReadCertificate[],
  expect: Expectation,
  seen: Seen,
): Promise<Verification> {
  const at = (revision: number, field?: string) => {
    seen.at = { revision, ...(field === undefined ? {} : { field }) };
  };
  const revisions = readRevisions(file, at);
  at(1);
  const [base, ...updates] = revisions;
  checkBase(base);
  const fields = fieldsOf(base);
  checkBoxes(base, fields);
  const baseSha256 = toHex(await sha256(file.subarray(0, base.end)));
  const issued = expect.baseSha256 === undefined || expect.baseSha256.toLowerCase() === baseSha256;
  must(issued, 'V12', `the base is ${baseSha256}`);
  seen.revisions.push(base);
  seen.fields = fields.map(({ name }) => name);

  const trust = { roots, timeRoots: expect.timeRoots ?? [] };
  const { signatures } = seen;
  const files: NonNullable<Sound['files']> = [];
  const { ofSignatures, archival: archived } = seen.stamps;
  const sound = (): Sound => ({
    verdict: 'sound',
    base: { length: base.end, sha256: baseSha256 },
    signatures: signatures.map(({ path: _, stamp: __, ...signature }) => signature),
    archived: archived.map(({ time }) => time),
    ...(files.length > 0 ? { files } : {}),
  });
  for (const [i, update] of updates.entries()) {
    const previous = revisions[i] as Revision;
    at(i + 2, onlyFieldIn(update, fields));
    const before = objectsAfter(revisions.slice(0, i + 1));
    if (isArchive(update)) {
      const archive = checkArchive(update, previous, before, archived.length);
      archived.push(await checkArchiveStamp(file, update, archive, { ...trust, signatures, archived }));
    } else {
      must(archived.length === 0, 'V5', 'a signature after the archival time-stamp');
      const { field, value } = checkIncrement(update, previous, before, fields);
      const signature = await checkSignature(file, update, value, trust);
      signatures.push({ field: field.name, ...signature });
      // Not before somebody whom we know has signed for them: a hostile file would have us copy all of it once more.
      if (signatures.length === 1) files.push(...(await digestsOf(base)));
      if (signature.stamp) ofSignatures.push(signature.stamp);
    }
    seen.revisions.push(update);
    seen.intact = sound();
  }
  seen.at = undefined;
  must(signatures.length > 0, 'V6', 'the file carries no signature');
  if (expect.fields) {
    const [is, should] = [signatures.map(({ field }) => field), expect.fields].map((names) =>
      names.toSorted(),
    );
    must(is?.join('\n') === should?.join('\n'), 'V6', `signed are: ${is?.join(', ')}`);
  }
  return sound();
}

async function digestsOf(base: Revision): Promise<NonNullable<Sound['files']>> {
  const found: NonNullable<Sound['files']> = [];
  for (const { name, data } of associatedFiles(base).files)
    found.push({ name, length: data.length, sha256: toHex(await sha256(data)) });
  return found;
}

function onlyFieldIn({ objects }: Revision, fields: readonly Field[]): string | undefined {
  const [written, ...others] = fields.filter(({ number }) => objects.has(number));
  return others.length === 0 ? written?.name : undefined;
}
