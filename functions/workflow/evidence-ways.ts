// What an evidence report says of a party that sealed on paper or with a provider: every print, scan and seal, in order.
import type { DocumentEvent, Sha256 } from '../domain/event.ts';
import type {
  EvidenceDecision,
  EvidenceFile,
  EvidencePrint,
  EvidencePublication,
  EvidenceScan,
  EvidenceSeal,
} from '../domain/evidence.ts';
import type { Role } from '../domain/party.ts';
import { SEAL_FINDING_WORDS, scanReadWords } from '../domain/way.ts';
import { sm3 } from '../sign/sm3.ts';
import { readEvidence } from './act-evidence.ts';
import { getReason } from './reason.ts';
import { endingOf } from './scan-pictures.ts';
import type { World } from './world.ts';

type Reading = Pick<World, 'files' | 'evidence' | 'uncovered'>;
type Of<Kind extends DocumentEvent['kind']> = DocumentEvent & { kind: Kind };

export function fileOf(sha256: Sha256, bytes: Uint8Array): EvidenceFile {
  return { sha256, length: bytes.length, sm3: sm3(bytes) };
}

/** Of the events of one document, those of `role`. Throws FileMissing or FileDamaged for a file that they name. */
export async function waysEvidence(
  world: Reading,
  events: readonly DocumentEvent[],
  role: Role,
): Promise<{ prints: EvidencePrint[]; scans: EvidenceScan[]; seals: EvidenceSeal[] }> {
  const own = events.filter((event) => 'role' in event && event.role === role);
  return {
    prints: await oneByOne(of(own, 'PrintMade'), (event) => printOf(world, event)),
    scans: await oneByOne(of(own, 'ScanReceived'), (event, at) =>
      scanOf(world, own, event, `scan-${role}-${at + 1}`),
    ),
    seals: await oneByOne(of(own, 'SealRequested'), (event, at) =>
      sealOf(world, own, event, `seal-${role}-${at + 1}`),
    ),
  };
}

/** Twenty scans of 20 MB at once would be more than a function has memory for. */
async function oneByOne<From, To>(
  all: readonly From[],
  read: (one: From, at: number) => Promise<To>,
): Promise<To[]> {
  const found: To[] = [];
  for (const [at, one] of all.entries()) found.push(await read(one, at));
  return found;
}

function of<Kind extends DocumentEvent['kind']>(events: readonly DocumentEvent[], kind: Kind): Of<Kind>[] {
  return events.filter((event): event is Of<Kind> => event.kind === kind);
}

/** What happened to one of several, until the next of them began. */
function untilNext(own: readonly DocumentEvent[], first: DocumentEvent): DocumentEvent[] {
  const later = own.filter(({ sequence }) => sequence > first.sequence);
  const end = later.findIndex(({ kind }) => kind === first.kind);
  return end < 0 ? later : later.slice(0, end);
}

async function keptFile({ files }: Reading, digest: Sha256): Promise<EvidenceFile> {
  return fileOf(digest, await files.get(digest));
}

/** What came from outside: a report may carry it, under this name. */
async function receivedFile({ files }: Reading, digest: Sha256, name: string): Promise<EvidenceFile> {
  const bytes = await files.get(digest);
  return { ...fileOf(digest, bytes), attached: `${name}.${endingOf(bytes)}` };
}

async function printOf(world: Reading, { at, revision, print }: Of<'PrintMade'>): Promise<EvidencePrint> {
  return { at, revision, file: await keptFile(world, print) };
}

async function scanOf(
  world: Reading,
  own: readonly DocumentEvent[],
  event: Of<'ScanReceived'>,
  name: string,
): Promise<EvidenceScan> {
  const { at, sequence, scan, codeRound } = event;
  const after = untilNext(own, event);
  const [read] = of(after, 'ScanRead');
  const publication = await publicationOf(world, event);
  const outcome = await scanOutcome(world, after);
  return {
    at,
    sequence,
    codeRound,
    file: await receivedFile(world, scan, name),
    parts: of(own, 'PartStored')
      .filter((part) => part.codeRound === codeRound && part.sequence < sequence)
      .map((part) => ({ sequence: part.sequence, at: part.at, size: part.size, sha256: part.part })),
    ...(publication ? { publication } : {}),
    ...(read
      ? {
          read: {
            at: read.at,
            words: scanReadWords(read),
            ...(read.revision ? { revision: read.revision } : {}),
          },
        }
      : {}),
    ...(outcome ? { outcome } : {}),
  };
}

async function scanOutcome(
  world: Reading,
  after: readonly DocumentEvent[],
): Promise<EvidenceDecision | undefined> {
  const [confirmed] = of(after, 'ScanConfirmed');
  if (confirmed) return decision(world, confirmed, '确认与签发文件一致，印章清晰');
  const [refused] = of(after, 'ScanRefused');
  if (!refused) return undefined;
  return refused.reason
    ? decision(world, refused, '退回', refused.reason)
    : decision(world, refused, '系统识别后自动退回');
}

async function sealOf(
  world: Reading,
  own: readonly DocumentEvent[],
  event: Of<'SealRequested'>,
  name: string,
): Promise<EvidenceSeal> {
  const { at, sequence, codeRound } = event;
  const after = untilNext(own, event);
  const [begun] = of(after, 'SealBegun');
  const [received] = of(after, 'SealReceived');
  const answers = ['SealPending', 'SealReceived', 'SealRefused'];
  const publication = await publicationOf(world, event);
  const outcome = await sealOutcome(world, after);
  return {
    at,
    sequence,
    codeRound,
    asked: after.filter(({ kind }) => answers.includes(kind)).length,
    ...(publication ? { publication } : {}),
    ...(begun ? { begun: { at: begun.at, revision: begun.revision, reference: begun.reference } } : {}),
    ...(received
      ? {
          received: {
            at: received.at,
            provider: received.provider,
            seal: received.seal,
            sealedAt: received.sealedAt,
            ...(received.owner ? { owner: received.owner } : {}),
            toCheck: received.toCheck === true,
            file: await receivedFile(world, received.evidence, name),
          },
        }
      : {}),
    ...(outcome ? { outcome } : {}),
  };
}

async function sealOutcome(
  world: Reading,
  after: readonly DocumentEvent[],
): Promise<EvidenceDecision | undefined> {
  const [confirmed] = of(after, 'SealConfirmed');
  const [aside] = of(after, 'SealSetAside');
  const [refused] = of(after, 'SealRefused');
  if (aside) return decision(world, aside, '退回，未予采用', aside.reason);
  if (refused) return decision(world, refused, SEAL_FINDING_WORDS[refused.finding], refused.reason);
  return confirmed ? decision(world, confirmed, '确认用印凭证与签发文件、用印单位一致') : undefined;
}

async function decision(
  { files, evidence, uncovered }: Reading,
  { at, by }: DocumentEvent,
  words: string,
  reason?: Sha256,
): Promise<EvidenceDecision> {
  // The identity provider's subject: who it was can be asked there, and no name stands in the trail.
  const id = by.kind === 'staff' ? `（工作人员标识：${shown(uncovered, by.id)}）` : '';
  const made = { at, by: evidence.actor(by) + id, words };
  return reason ? { ...made, reason: shown(uncovered, await getReason(files, reason)) } : made;
}

/** A provider's reason is anybody's text: what our fonts lack, or what hides, is shown by a question mark. */
function shown(uncovered: World['uncovered'], text: string): string {
  const lacking = new Set(uncovered(text).map(({ character }) => character));
  return [
    ...text
      .normalize('NFC')
      .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, (c) => (c === '\n' ? c : '?')),
  ]
    .map((character) => (lacking.has(character) ? '?' : character))
    .join('');
}

/** The separate consent to publication (个人信息保护法 art. 25): the words that stood there, or those of that version. */
async function publicationOf(
  { files, evidence }: Reading,
  { publication: version, evidence: kept }: { publication?: string; evidence?: Sha256 },
): Promise<EvidencePublication | undefined> {
  if (!version) return undefined;
  const words = kept ? (await readEvidence(files, kept)).words?.publication : undefined;
  return { version, text: words ?? evidence.publications[version] ?? '' };
}
