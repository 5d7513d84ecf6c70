// Checks one file: the same in the browser and on the command line. Runs the verifier and gathers what it saw.
import type { Instant } from '../domain/time.ts';
import { asciiAt, sha256, toHex } from '../sign/bytes.ts';
import { type Sound, type Walk, walkSignedPdf } from '../sign/verify.ts';
import { askLists, type Signed } from './asked-lists.ts';
import type { Register, RegisterAnswer } from './register-answer.ts';
import { type CheckReport, type Finding, reportOf } from './report.ts';
import { certificatesOf, evidenceOf, holdsLists } from './signed-evidence.ts';

export interface Question {
  /** Pinned roots of the platform, DER: at least one. */
  roots: Uint8Array[];
  /** Pinned roots of time-stamping authorities, DER. */
  timeRoots: Uint8Array[];
  /** What a register says of the digest of the file. */
  register: RegisterAnswer;
  /** The register at hand, to be asked further. */
  ask?: Register;
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
  const { roots, timeRoots, now, ask } = question;
  const digests = (list: readonly Uint8Array[]) => Promise.all(list.map(digestOf));
  const walk = await walkSignedPdf(file, roots, { timeRoots });
  const { verification } = walk;
  return reportOf({
    checkedAt: now,
    file: { length: file.length, sha256: await digestOf(file) },
    believed: { roots: await digests(roots), timeRoots: await digests(timeRoots) },
    register: await answerFor(verification, question),
    verification,
    evidence: evidenceIn(walk),
    ...(verification.verdict === 'sound'
      ? {
          ...(await structureOf(file, walk)),
          ...(ask ? { asked: await askLists(signedIn(walk, verification), ask, now) } : {}),
        }
      : { signed: mayBeSigned(file), place: walk.broken, ...(await intactPart(file, walk, question)) }),
  });
}

const RANGE = '/ByteRange';
const STEP = 1024 * 1024;

/** Every signature of a PDF says which bytes it covers, and it says so uncompressed (ISO 32000-1 12.8.1, 7.5.7). */
function mayBeSigned(file: Uint8Array): boolean {
  for (let at = 0; at < file.length; at += STEP)
    if (asciiAt(file, at, at + STEP + RANGE.length).includes(RANGE)) return true;
  return false;
}

/** A register that does not have the file may know the document by what was there before any signature. */
async function answerFor(
  verification: Walk['verification'],
  { register, ask }: Question,
): Promise<RegisterAnswer> {
  if (verification.verdict === 'unsound' || register.state !== 'unknown' || !ask) return register;
  const base = await ask.record(verification.base.sha256);
  return base.state === 'published' || base.state === 'earlier' ? { ...base, state: 'variant' } : register;
}

function signedIn({ revisions }: Walk, { signatures, archived }: Sound): Signed[] {
  return signatures.map(({ field, subject, trustedTime, revisionLength }) => {
    const revision = revisions.find(({ end }) => end === revisionLength)!;
    const provenAt = (trustedTime ?? archived[0])?.at;
    return { field, organization: subject.organization, path: certificatesOf(revision), provenAt };
  });
}

async function structureOf(
  file: Uint8Array,
  { fields, revisions }: Walk,
): Promise<Pick<Finding, 'fields' | 'ends' | 'lists'>> {
  // One after the other: WebCrypto takes a copy of what it digests.
  const ends: Awaited<ReturnType<typeof partTo>>[] = [];
  for (const { end } of revisions) ends.push(await partTo(end, file));
  return { fields, ends, lists: revisions.some(holdsLists) };
}

const evidenceIn = ({ revisions }: Walk) =>
  new Map(revisions.flatMap((one) => [[one.end, evidenceOf(one)] as const]));

const partTo = async (length: number, file: Uint8Array) => ({
  length,
  sha256: await digestOf(file.subarray(0, length)),
});

const END = '%%EOF\n';
/** Larger than nearly all that is issued, and read in a moment whatever it holds. */
const READ_AGAIN = 1024 * 1024;

/**
 * The longest beginning that is sound: what was there before something was added that breaks a rule. The one pass over
 * the file tells it, but where the end could not be read as a revision: then a file that is not large is read once
 * more, without what follows the last end of a revision.
 */
async function intactPart(
  file: Uint8Array,
  { revisions, intact }: Walk,
  { roots, timeRoots }: Question,
): Promise<Partial<Pick<Finding, 'intact' | 'evidence'>>> {
  const last = revisions.at(-1);
  if (last && intact) return { intact: { ...(await partTo(last.end, file)), verification: intact } };
  if (last || file.length > READ_AGAIN) return {};
  const end = asciiAt(file, 0, file.length - 1).lastIndexOf(END) + END.length;
  if (end < END.length || end >= file.length) return {};
  const again = await walkSignedPdf(file.subarray(0, end), roots, { timeRoots });
  const reached = again.revisions.at(-1);
  if (!reached || !again.intact) return {};
  return {
    evidence: evidenceIn(again),
    intact: { ...(await partTo(reached.end, file)), verification: again.intact },
  };
}
