// What became of each mail to a party, as the evidence report tells it: what the relay answered, each time it was tried.
import type { DocumentEvent } from '../domain/event.ts';
import type { EvidenceMail, EvidenceTries } from '../domain/evidence.ts';
import { ANSWER_LOST, mailJob, readMailJob } from '../domain/failure.ts';
import type { Role } from '../domain/party.ts';
import { messageIdOf } from './mail.ts';
import type { World } from './world.ts';

/** In the order in which they were first tried; one that was never taken is there without `accepted`. */
export function mailsEvidence(
  { office, evidence }: Pick<World, 'office' | 'evidence'>,
  id: string,
  events: readonly DocumentEvent[],
  role: Role,
): EvidenceMail[] {
  const found = new Map<string, EvidenceMail>();
  for (const event of events) {
    const name = jobOf(event);
    const job = name === undefined ? undefined : readMailJob(name);
    if (!name || job?.role !== role) continue;
    const mail = found.get(name) ?? {
      words: evidence.mail(job.mail, job.round),
      messageId: messageIdOf(office, id, job),
      failed: [],
    };
    found.set(name, withEvent(mail, event, evidence.mailFault));
  }
  return [...found.values()];
}

function jobOf(event: DocumentEvent): string | undefined {
  if (event.kind === 'MailSent') return mailJob(event.mail, event.role, event.round);
  return event.kind === 'AttemptFailed' || event.kind === 'Stuck' ? event.job : undefined;
}

function withEvent(mail: EvidenceMail, event: DocumentEvent, fault: (code: string) => string): EvidenceMail {
  if (event.kind === 'MailSent') {
    const { acceptedAt, at, reply } = event;
    return { ...mail, accepted: { at: acceptedAt ?? at, ...(reply ? { reply } : {}) } };
  }
  if (event.kind !== 'AttemptFailed' && event.kind !== 'Stuck') return mail;
  const { at, code, reply } = event;
  const tries: EvidenceTries = {
    times: 1,
    from: at,
    to: at,
    uncertain: code === ANSWER_LOST,
    why: fault(code),
    ...(reply ? { reply } : {}),
  };
  return { ...mail, failed: joined(mail.failed, tries) };
}

/** A relay that is away for hours is told of once. */
function joined(before: readonly EvidenceTries[], tries: EvidenceTries): EvidenceTries[] {
  const last = before.at(-1);
  const same =
    last?.uncertain === tries.uncertain &&
    last.why === tries.why &&
    JSON.stringify(last.reply) === JSON.stringify(tries.reply);
  if (!last || !same) return [...before, tries];
  return [...before.slice(0, -1), { ...last, times: last.times + 1, to: tries.to }];
}
