// Checks one file: the same in the browser and on the command line. Runs the verifier and gathers what it saw.
import type { Instant } from '../domain/time.ts';
import { fieldsOf } from '../sign/base-rules.ts';
import { asciiAt, sha256, toHex } from '../sign/bytes.ts';
import { readRevisions } from '../sign/revisions.ts';
import { verifySignedPdf } from '../sign/verify.ts';
import type { RegisterAnswer } from './register-answer.ts';
import { type CheckReport, type Finding, reportOf } from './report.ts';

export interface Question {
  /** Pinned roots of the platform, DER: at least one. */
  roots: Uint8Array[];
  /** Pinned roots of time-stamping authorities, DER. */
  timeRoots: Uint8Array[];
  register: RegisterAnswer;
  now: Instant;
}

/** Whether it says of itself that it is a PDF, near its beginning as readers tolerate it. */
export function isPdf(file: Uint8Array): boolean {
  return asciiAt(file, 0, 1024).includes('%PDF-');
}

/** The lower-case hexadecimal SHA-256. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  return toHex(await sha256(bytes));
}

/** Never throws because of `file`; throws Unsound for a root that is no certificate. */
export async function checkFile(file: Uint8Array, question: Question): Promise<CheckReport> {
  const { roots, timeRoots, register, now } = question;
  const digests = (list: readonly Uint8Array[]) => Promise.all(list.map(digestOf));
  const verification = await verifySignedPdf(file, roots, { timeRoots });
  return reportOf({
    checkedAt: now,
    file: { length: file.length, sha256: await digestOf(file) },
    believed: { roots: await digests(roots), timeRoots: await digests(timeRoots) },
    register,
    verification,
    ...(verification.verdict === 'sound' ? await structureOf(file) : await intactPart(file, question)),
  });
}

async function structureOf(file: Uint8Array): Promise<Pick<Finding, 'fields' | 'ends'>> {
  const revisions = readRevisions(file);
  const [base] = revisions;
  return {
    fields: base ? fieldsOf(base).map(({ name }) => name) : [],
    ends: await Promise.all(
      revisions.map(async ({ end }) => ({
        length: end,
        sha256: await digestOf(file.subarray(0, end)),
      })),
    ),
  };
}

const END = '%%EOF\n';
/** As many beginnings as a sound file can have revisions; a hostile one may have any number. */
const BEGINNINGS = 16;

/** The longest beginning that is sound: what was there before something was added that breaks a rule. */
async function intactPart(
  file: Uint8Array,
  { roots, timeRoots }: Question,
): Promise<Pick<Finding, 'intact'>> {
  const text = asciiAt(file, 0, file.length);
  let found: Finding['intact'];
  let at = text.indexOf(END);
  for (let count = 0; at >= 0 && at + END.length < file.length && count < BEGINNINGS; count++) {
    const part = file.subarray(0, at + END.length);
    const verification = await verifySignedPdf(part, roots, { timeRoots });
    if (verification.verdict === 'sound')
      found = { length: part.length, sha256: await digestOf(part), verification };
    at = text.indexOf(END, at + 1);
  }
  return found ? { intact: found } : {};
}
