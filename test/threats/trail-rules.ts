// What must hold of every trail at every moment, whatever was done and wherever a process died.
import type { DocumentEvent } from '../../functions/domain/event.ts';
import { type Role, rolesOf, type SigningOrder } from '../../functions/domain/party.ts';
import { brokenAt } from '../../functions/domain/trail.ts';

type Of<Kind extends DocumentEvent['kind']> = Extract<DocumentEvent, { kind: Kind }>;

/** Sentences about what is wrong; none for a trail that keeps the rules. */
export function faultsOfTrail(trail: readonly DocumentEvent[]): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, sentence: string) => void (holds || faults.push(sentence));
  const all = <Kind extends DocumentEvent['kind']>(kind: Kind): Of<Kind>[] =>
    trail.filter((event): event is Of<Kind> => event.kind === kind);

  must(brokenAt(trail) === undefined, 'the chain is broken');
  const [issued, again] = all('Issued');
  must(again === undefined, 'issued twice');
  if (!issued) {
    must(all('Consented').length + all('Signed').length === 0, 'signed before it was issued');
    return faults;
  }
  const roles = rolesOf(issued.order);
  for (const role of roles) for (const fault of faultsOfParty(trail, issued.order, role)) faults.push(fault);

  const ends = trail.filter(({ kind }) => ['Declined', 'Voided', 'Expired', 'Completed'].includes(kind));
  must(ends.length <= 1, 'ended twice');
  const [end] = ends;
  if (end) {
    const later = trail.slice(end.sequence).map(({ kind }) => kind);
    const forbidden = ['Consented', 'Signed', 'CodeRequested', 'CodeRefused', 'Reminded', 'Issued'];
    must(!later.some((kind) => forbidden.includes(kind)), `${later.join(' ')} after ${end.kind}`);
  }
  for (const done of [...all('Completed'), ...all('Published')]) {
    const before = trail.slice(0, done.sequence);
    for (const kind of ['Consented', 'Signed'] as const)
      for (const role of roles)
        must(
          before.some((event) => event.kind === kind && event.role === role),
          `${done.kind} without ${kind} of ${role}`,
        );
  }
  must(all('Published').length <= (issued.discloses ? 1 : 0), 'published though nothing was to be');
  return faults;
}

function faultsOfParty(trail: readonly DocumentEvent[], order: SigningOrder, role: Role): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, sentence: string) => void (holds || faults.push(`${role}: ${sentence}`));
  const own = trail.filter((event) => 'role' in event && event.role === role);
  const consents = own.filter((event): event is Of<'Consented'> => event.kind === 'Consented');
  const signatures = own.filter((event): event is Of<'Signed'> => event.kind === 'Signed');
  must(consents.length <= 1, 'consented twice');
  must(signatures.length <= 1, 'signed twice');
  // Parts of a scan and the scan itself are one act.
  const rounds = own.flatMap((event) =>
    'codeRound' in event && event.kind !== 'PartStored' ? [event.codeRound] : [],
  );
  must(new Set(rounds).size === rounds.length, 'two acts with one code');
  const [consent] = consents;
  const [signature] = signatures;
  if (signature) {
    must(consent !== undefined && consent.sequence < signature.sequence, 'signed without a consent');
    must(signature.signedAt === consent?.at, 'the time of the signature is not that of the act');
  }
  if (!consent) return faults;

  const before = trail.slice(0, consent.sequence - 1);
  const stage = order.findIndex((roles) => roles.includes(role));
  const signed = before.flatMap((event) => (event.kind === 'Signed' ? [event.role] : []));
  must(
    order
      .slice(0, stage)
      .flat()
      .every((earlier) => signed.includes(earlier)),
    'consented before its turn',
  );
  const files = before.flatMap((event) =>
    event.kind === 'Issued' ? [event.base] : event.kind === 'Signed' ? [event.revision] : [],
  );
  must(files.includes(consent.shown), 'consented to what was not shown');
  const asked = own.filter(({ kind, sequence }) => kind === 'CodeRequested' && sequence < consent.sequence);
  must(asked.length > 0 && asked.length === consent.codeRound, 'not the newest code');
  const wrong = own.filter(
    ({ kind, sequence }) =>
      kind === 'CodeRefused' && sequence < consent.sequence && sequence > (asked.at(-1)?.sequence ?? 0),
  );
  must(wrong.length < 5, 'after five wrong codes');
  return faults;
}
