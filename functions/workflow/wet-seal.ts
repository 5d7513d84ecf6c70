// A party that seals on paper: its scan comes in, is read by the machine, and is confirmed or sent back by staff.
import {
  confirmScan as decideConfirm,
  readScan as decideRead,
  refuseScan as decideRefuse,
  mayJoin,
  storePart,
} from '../domain/decide-ways.ts';
import type { DocumentState } from '../domain/document.ts';
import type { EventBody, Sha256 } from '../domain/event.ts';
import { isOneTimeCode, type LinkHolder } from '../domain/link.ts';
import { ROLES, type Role } from '../domain/party.ts';
import { readPrintCode } from '../domain/print-code.ts';
import { Refusal } from '../domain/refusal.ts';
import { sha256 } from '../domain/trail.ts';
import { pendingScan, type ScanFinding } from '../domain/way.ts';
import { FileMissing } from '../ports/file-store.ts';
import { type AgreedWords, type Circumstances, withEvidence } from './act-evidence.ts';
import { type Changing, change, load } from './change.ts';
import { putReason } from './reason.ts';
import { hasTooManyPixels, kindOfScan, LARGEST_SCAN, type Picture, picturesOf } from './scan-pictures.ts';
import { PUBLICATION_VERSION } from './signer.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import type { World } from './world.ts';

/** A scan comes in parts that any gateway lets through; so many hold the largest. */
export const LARGEST_PART = 2 * 1024 * 1024;
export const MOST_PARTS = LARGEST_SCAN / LARGEST_PART;

type Uploading = Changing & Pick<World, 'files' | 'linkSecret' | 'random'>;

/**
 * Keeps one part and returns its digest. Needs the code each time, and is counted before it is kept: nobody else may
 * fill the store, and nobody at all without end, whatever runs in parallel.
 */
export async function receivePart(
  world: Uploading,
  holder: LinkHolder,
  code: string,
  part: Uint8Array,
): Promise<Sha256> {
  if (part.length === 0 || part.length > LARGEST_PART) throw new Refusal('scan.incomplete');
  const { role } = holder;
  const given = { role, isCode: isCode(world, holder, code), part: sha256(part), size: part.length };
  let refusal: Refusal | undefined;
  await change(world, holder.document, { kind: 'signer', role }, (state, now) => {
    const decided = storePart(state, given, now);
    refusal = decided.refusal;
    return decided.events;
  });
  if (refusal) throw refusal;
  return world.files.put(part, 'application/octet-stream');
}

export interface ScanSubmission {
  code: string;
  /** '' where it is not asked, or not given. */
  publication: string;
  /** Digests of its parts, in their order. */
  parts: readonly Sha256[];
  /** The words that stood beside the box for the consent to publication, whole. */
  words?: AgreedWords;
}

export async function receiveScan(
  world: Uploading,
  holder: LinkHolder,
  given: ScanSubmission,
  from?: Circumstances,
): Promise<void> {
  const { role } = holder;
  const { parts, publication } = given;
  if (parts.length > MOST_PARTS) throw new Refusal('scan.incomplete');
  const asked = { role, isCode: isCode(world, holder, given.code), parts, publication };
  const seen = withEvidence(world, holder, { from, words: given.words });
  let refusal: Refusal | undefined;
  await change(world, holder.document, { kind: 'signer', role }, async (state, now) => {
    // Before anything is put together: whoever has no right to upload costs us no memory and no room.
    const may = mayJoin(state, { ...asked, currentPublication: PUBLICATION_VERSION }, now);
    refusal = may.refusal;
    const events = refusal ? may.events : await joined(world, role, parts, may);
    return seen(events);
  });
  if (refusal) throw refusal;
}

async function joined(
  { files }: Pick<World, 'files'>,
  role: Role,
  parts: readonly Sha256[],
  { round, published, sent }: ReturnType<typeof mayJoin>,
): Promise<EventBody[]> {
  const bytes = await gather(files, parts);
  if (sent && sent !== sha256(bytes)) throw new Refusal('code.used');
  if (sent) return [];
  const kind = kindOfScan(bytes);
  if (!kind) throw new Refusal('scan.kind');
  // By what its header says, before anything decodes it.
  if (hasTooManyPixels(bytes)) throw new Refusal('scan.pixels');
  const scan = await files.put(bytes, kind);
  return [{ kind: 'ScanReceived', role, scan, size: bytes.length, ...published, codeRound: round! }];
}

async function gather(files: World['files'], parts: readonly Sha256[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (const part of parts) {
    const chunk = await files.get(part).catch((error) => {
      throw error instanceof FileMissing ? new Refusal('scan.incomplete') : error;
    });
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > LARGEST_SCAN) throw new Refusal('scan.large');
  return new Uint8Array(bytes);
}

function isCode(
  world: Pick<World, 'linkSecret'>,
  holder: LinkHolder,
  code: string,
): (round: number) => boolean {
  return (round) => isOneTimeCode(world.linkSecret, holder, round, code);
}

type Reading = Changing & Pick<World, 'files' | 'squareCodes' | 'linkSecret'>;

/** Looks for our code on each picture of the scan, and binds the scan to the revision it names. */
export async function readScan(world: Reading, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  const waiting = pendingScan(state.parties[role].other ?? {});
  if (!waiting || waiting.finding) return;
  const pictures = picturesOf(await world.files.get(waiting.scan));
  const found = await findingOf(world, { id, role, state }, pictures);
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideRead(current, { role, scan: waiting.scan, pages: pictures.length, ...found }),
  );
}

async function findingOf(
  world: Reading,
  { id, role, state }: { id: string; role: Role; state: DocumentState },
  pictures: readonly Picture[],
): Promise<{ finding: ScanFinding; looked: number; revision?: Sha256 }> {
  if (pictures.length === 0) return { finding: 'unreadable', looked: 0 };
  const { texts, looked } = await world.squareCodes.read(pictures.map(({ bytes }) => bytes));
  const codes = texts.flatMap((text) => readPrintCode(world.linkSecret, text) ?? []);
  const [first] = codes;
  if (!first) return { finding: 'no-code', looked };
  if (codes.some(({ document }) => document !== id)) return { finding: 'other-document', looked };
  if (codes.some((code) => code.role !== role)) return { finding: 'other-party', looked };
  const revision = first.revision;
  // An earlier revision differs from the current one only by other parties' signatures; two of them make no one sheet.
  const known = state.revisions.some(({ sha256 }) => sha256 === revision);
  const same = codes.every((code) => code.revision === revision);
  if (!known || !same) return { finding: 'other-revision', looked };
  // Another document's page may be among those not looked at.
  return { finding: looked === pictures.length ? 'bound' : 'partly-bound', looked, revision };
}

type Checking = Changing & Pick<World, 'files'>;

export async function confirmScan(
  world: Checking,
  staff: Staff,
  id: string,
  given: { role: Role; scan: Sha256; checked: boolean },
): Promise<void> {
  await mustHoldScan(world, staff, id, given.role);
  await change(world, id, actor(staff), (state) => decideConfirm(state, given));
}

export async function refuseScan(
  world: Checking,
  staff: Staff,
  id: string,
  given: { role: Role; scan: Sha256; reason: string },
): Promise<void> {
  await mustHoldScan(world, staff, id, given.role);
  const reason = await putReason(
    world.files,
    { document: id, act: 'ScanRefused', role: given.role },
    given.reason,
  );
  await change(world, id, actor(staff), (state) => decideRefuse(state, given.role, given.scan, reason));
}

/** The scan of a party as it was uploaded, for whoever may see the document. Throws Refusal. */
export async function scanFor(world: Checking, staff: Staff, id: string, role: Role): Promise<Uint8Array> {
  return world.files.get(await mustHoldScan(world, staff, id, role));
}

async function mustHoldScan(world: Checking, staff: Staff, id: string, role: Role): Promise<Sha256> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const scan = ROLES.includes(role) ? state.parties[role].other?.scan?.scan : undefined;
  if (!scan) throw new Refusal('scan.none');
  return scan;
}
