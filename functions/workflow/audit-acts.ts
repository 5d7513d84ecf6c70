// The private files of signers' acts: each must be of the document, the party and the act whose event names it.
import type { DocumentEvent } from '../domain/event.ts';
import { value } from '../domain/fact.ts';
import { type ActEvidence, readEvidence } from './act-evidence.ts';
import type { Report } from './audit-finding.ts';
import type { World } from './world.ts';

export async function auditActs(
  { files }: Pick<World, 'files'>,
  document: string,
  events: readonly DocumentEvent[],
  report: Report,
): Promise<void> {
  for (const event of events) {
    // A provider's seal has evidence of the provider's own.
    if (!('evidence' in event) || !event.evidence || event.kind === 'SealReceived') continue;
    const told = { document, role: event.role, act: event.kind };
    const file: Partial<ActEvidence> = await readEvidence(files, event.evidence).catch(() => ({}));
    const is = { document: file.document, role: file.role, act: file.act };
    if (JSON.stringify(told) !== JSON.stringify(is))
      report('act', `event ${event.sequence}`, value(told), value(is));
  }
}
