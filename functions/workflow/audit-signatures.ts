// What the trail says of signatures and time-stamps against what the files say.
import type { DocumentState, Status } from '../domain/document.ts';
import { signers } from '../domain/document-questions.ts';
import type { DocumentEvent } from '../domain/event.ts';
import { says, value } from '../domain/fact.ts';
import { REPORT_FIELD } from '../sign/associated-files.ts';
import { verifySignedPdf, type Walk, walkSignedPdf } from '../sign/verify.ts';
import type { Report } from './audit-finding.ts';
import { fallenIn } from './standing-signatures.ts';
import type { World } from './world.ts';

type Auditing = Pick<World, 'files' | 'authority' | 'timestamps'>;

/** Every revision by itself, and what the trail says of its signatures against what they say. */
export async function auditSignatures(
  world: Auditing,
  state: DocumentState,
  events: readonly DocumentEvent[],
  report: Report,
): Promise<void> {
  if (!state.issue) return;
  const { anchors } = await world.authority();
  await auditReports(world, anchors, events, report);
  let before: Uint8Array | undefined;
  let last: Walk | undefined;
  for (const { sha256, signedBy } of state.revisions) {
    const bytes = await world.files.get(sha256);
    const path = `files/${sha256}`;
    if (before && Buffer.compare(bytes.subarray(0, before.length), before) !== 0)
      report('signature', path, says('the revision before, and what was added'), says('other bytes'));
    before = bytes;
    if (signedBy.length === 0) continue;
    const expect = { baseSha256: state.issue.base, fields: signedBy, timeRoots: world.timestamps.roots };
    last = await walkSignedPdf(bytes, anchors, expect);
    const newest = last.verification;
    if (newest.verdict !== 'sound')
      report('signature', path, says('sound'), says('unsound, {0}: {1}', newest.rule, newest.detail));
  }
  const newest = last?.verification;
  if (!last || newest?.verdict !== 'sound') return;
  if (!ENDED.includes(state.status))
    for (const field of await fallenIn(world, last))
      report(
        state.publishedRevoked?.some(({ role }) => role === field) ? 'marked' : 'revocation',
        `party ${field}`,
        says('a signature that stands'),
        says('one whose certificate has been revoked'),
      );
  for (const role of signers(state)) {
    const { signed } = state.parties[role];
    if (!signed) continue;
    const found = newest.signatures.find(({ field }) => field === role);
    const told = { serial: signed.serial, at: seconds(signed.at), stampedAt: signed.stampedAt };
    const is = found && {
      serial: found.serial,
      at: seconds(found.signedAt),
      stampedAt: found.trustedTime?.at,
    };
    if (JSON.stringify(told) !== JSON.stringify(is))
      report('signed-facts', `party ${role}`, value(told), value(is));
  }
  const told = events.flatMap((event) =>
    event.kind === 'Archived' ? [{ at: event.stampedAt, until: event.until }] : [],
  );
  const are = newest.archived.map(({ at, until }) => ({ at, until }));
  if (JSON.stringify(told) !== JSON.stringify(are))
    report('signed-facts', 'time-stamps', value(told), value(are));
}

/** Each evidence report by itself: the platform has signed it alone, with the certificate that the event names. */
async function auditReports(
  world: Auditing,
  anchors: readonly Uint8Array[],
  events: readonly DocumentEvent[],
  report: Report,
): Promise<void> {
  const expect = { fields: [REPORT_FIELD], timeRoots: world.timestamps.roots };
  for (const event of events) {
    if (event.kind !== 'EvidenceMade') continue;
    const path = `event ${event.sequence}`;
    const found = await verifySignedPdf(await world.files.get(event.report), anchors, expect);
    if (found.verdict !== 'sound') {
      report(
        'signature',
        path,
        says('an evidence report'),
        says('unsound, {0}: {1}', found.rule, found.detail),
      );
      continue;
    }
    const [signature] = found.signatures;
    const told = { serial: event.serial, stampedAt: event.stampedAt };
    const is = { serial: signature?.serial, stampedAt: signature?.trustedTime?.at };
    if (JSON.stringify(told) !== JSON.stringify(is)) report('signed-facts', path, value(told), value(is));
  }
}

/** Nothing rests on these any more. */
const ENDED: readonly Status[] = ['declined', 'voided', 'expired'];

/** A date in a PDF has no fractions of a second. */
const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
