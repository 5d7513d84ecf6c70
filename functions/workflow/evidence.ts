// The evidence report of a document: asked for by staff, made and signed by the loop, kept for good, never public.
import { requestEvidence as decideRequest } from '../domain/decide.ts';
import { fold } from '../domain/document.ts';
import { Refusal } from '../domain/refusal.ts';
import { dateInShanghai } from '../domain/time.ts';
import { sha256 } from '../domain/trail.ts';
import type { PrintedFile } from '../ports/printer.ts';
import { REPORT_FIELD } from '../sign/associated-files.ts';
import { type Sound, verifySignedPdf } from '../sign/verify.ts';
import { type Changing, change, load } from './change.ts';
import { evidenceFacts, type Reporting } from './evidence-facts.ts';
import { carriedFiles } from './evidence-files.ts';
import { type SigningField, signField } from './sign-field.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import type { World } from './world.ts';

type Making = Reporting & SigningField & Changing;

/** The report failed a check of our own: nothing was appended. */
class UnsoundReport extends Error {
  override readonly name = 'UnsoundReport';
}

/** The platform signs for itself, for no party. */
const PLATFORM = { person: '联签平台', role: '签署证据报告' } as const;
const STATEMENT = '平台系统自动签名，仅证明本报告由本平台生成，不代表任何签署方';

/** Who asks for personal data is on record; throws Refusal 'document.unknown' or 'evidence.not-issued'. */
export async function requestEvidence(world: Changing, staff: Staff, id: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  await change(world, id, actor(staff), (current, _, version) => decideRequest(current, version));
}

/** The file that the event `sequence` says was made; throws Refusal 'document.unknown'. */
export async function readReport(
  world: Pick<World, 'documents' | 'files'>,
  staff: Staff,
  id: string,
  sequence: number,
): Promise<{ bytes: Uint8Array; number: string }> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const report = state.evidence.reports.find((one) => one.sequence === sequence);
  if (!report) throw new Refusal('document.unknown');
  return { bytes: await world.files.get(report.file), number: state.issue!.number };
}

/**
 * Reports the trail as it stands when this begins. Of the same trail the same report: only its signature differs, for
 * its key is used once. Done again after a crash, it reports what stands then.
 */
export async function makeEvidence(world: Making, id: string): Promise<void> {
  const stored = await world.documents.load(id);
  if (!stored || !fold(stored.events).evidence.pending) return;
  const facts = await evidenceFacts(world, stored);
  const issuedOn = dateInShanghai(facts.at);
  const { number, through } = facts;
  const files = await carriedFiles(world, facts.parties);
  const printed = await world.printer.print({
    type: world.evidence.report,
    value: facts,
    issue: { number, issuedOn },
    today: issuedOn,
    files,
  });
  if (printed.differences.length > 0) throw new UnsoundReport('what was printed cannot be read back');
  const { organization } = facts.platform;
  const organizationCode = new URL(facts.platform.url).host;
  const { bytes, serial, anchors } = await signField(world, printed.pdf, {
    field: REPORT_FIELD,
    // The office has no 统一社会信用代码 in this system; its platform is known by its address.
    subject: { ...PLATFORM, organization, organizationCode },
    reason: `签署证据报告，${number}，载至第${through}条记录`,
    signedAt: world.clock.now(),
    statement: STATEMENT,
    type: 'evidence',
  });
  const verification = await verifySignedPdf(bytes, anchors, {
    fields: [REPORT_FIELD],
    timeRoots: world.timestamps.roots,
  });
  if (verification.verdict !== 'sound')
    throw new UnsoundReport(`${verification.rule}: ${verification.detail}`);
  mustCarry(verification, files);
  const report = await world.files.put(bytes, 'application/pdf');
  const stampedAt = verification.signatures[0]?.trustedTime?.at;
  // Asked for again while this was made, and answered by another meanwhile: then this one is too old.
  await change(world, id, { kind: 'workflow' }, ({ evidence }) =>
    evidence.pending && through >= evidence.requested!
      ? [{ kind: 'EvidenceMade', report, through, serial, ...(stampedAt ? { stampedAt } : {}) }]
      : [],
  );
}

/** The report says of each that it is in it, octet for octet. */
function mustCarry({ files = [] }: Sound, printed: readonly PrintedFile[]): void {
  const told = printed.map(({ name, bytes }) => `${name} ${sha256(bytes)}`).sort();
  const are = files.map((file) => `${file.name} ${file.sha256}`).sort();
  if (told.join() !== are.join()) throw new UnsoundReport('it does not carry the files that it names');
}
