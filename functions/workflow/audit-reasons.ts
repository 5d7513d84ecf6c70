// What each signature says that it was made for, against the act that the trail holds: a file may not state another seal.
import type { DocumentState } from '../domain/document.ts';
import type { DocumentEvent } from '../domain/event.ts';
import { value } from '../domain/fact.ts';
import { type Revision, readRevisions } from '../sign/revisions.ts';
import { reasonIn } from '../sign/signed-reason.ts';
import type { Report } from './audit-finding.ts';
import { statedActs } from './signature-reason.ts';
import type { World } from './world.ts';

export async function auditReasons(
  { files }: Pick<World, 'files'>,
  { summary }: DocumentState,
  events: readonly DocumentEvent[],
  report: Report,
): Promise<void> {
  for (const event of events) {
    if (event.kind !== 'Signed') continue;
    const revision = lastOf(await files.get(event.revision));
    // Of what cannot be read the audit of signatures speaks.
    if (!revision) continue;
    const before = statedActs(events.slice(0, event.sequence - 1), summary.title);
    const told = before.findLast(({ role }) => role === event.role)?.reason;
    const is = reasonIn(revision);
    if (told !== is) report('signed-facts', `event ${event.sequence}`, value(told), value(is));
  }
}

function lastOf(file: Uint8Array): Revision | undefined {
  try {
    return readRevisions(file).at(-1);
  } catch {
    return undefined;
  }
}
