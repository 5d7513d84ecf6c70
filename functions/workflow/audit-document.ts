// One document checked against itself: its chain, its listing, every file its events name, every signature.
import { type DocumentState, fold } from '../domain/document.ts';
import type { DocumentEvent, Sha256 } from '../domain/event.ts';
import { type Fact, says, value } from '../domain/fact.ts';
import { brokenAt, eventDigest, NO_EVENT } from '../domain/trail.ts';
import type { Listing, SignedHead, StoredDocument } from '../ports/document-store.ts';
import { FileDamaged, FileMissing } from '../ports/file-store.ts';
import type { SigningKey } from '../ports/signing-key.ts';
import { auditActs } from './audit-acts.ts';
import type { Finding, FindingKind, Report } from './audit-finding.ts';
import { auditReasons } from './audit-reasons.ts';
import { auditSignatures } from './audit-signatures.ts';
import { listingOf } from './change.ts';
import { isHeadOf } from './trail-head.ts';
import type { World } from './world.ts';

export type AuditingDocument = Pick<
  World,
  'files' | 'printer' | 'authority' | 'timestamps' | 'documentType' | 'clock'
> & {
  /** It is asked for its public half alone: an audit signs nothing. */
  trailKey: Pick<SigningKey, 'publicKey'>;
  /** Whether each issued document is printed once more, a tenth of a second each. */
  reprints: boolean;
};

export interface DocumentAudit {
  findings: Finding[];
  /** All that its events name in the file store. */
  names: Set<Sha256>;
  /** Absent when the trail cannot be folded, its chain is broken or its head not ours: nothing is concluded from it then. */
  state?: DocumentState;
}

export async function auditDocument(
  world: AuditingDocument,
  { id, version, events, listing, head }: StoredDocument,
): Promise<DocumentAudit> {
  const findings: Finding[] = [];
  const report = (kind: FindingKind, path: string, expected: Fact, found: Fact) =>
    findings.push({
      level: kind === 'wake' || kind === 'marked' ? 'warning' : 'finding',
      kind,
      document: id,
      path,
      expected,
      found,
    });

  // Whoever can write the table can write anything into it.
  if (!Array.isArray(events) || !events.every((event) => typeof event?.kind === 'string')) {
    report('trail', 'events', says('events'), says('what is none'));
    return { findings, names: new Set() };
  }
  const broken = brokenAt(events);
  if (broken !== undefined) {
    const [before, is] = [events[broken - 2], events[broken - 1]];
    report(
      'chain',
      `event ${broken}`,
      says('sequence {0}, previous {1}', broken, before ? eventDigest(before) : NO_EVENT),
      says('sequence {0}, previous {1}', `${is?.sequence}`, `${is?.previous}`),
    );
  }
  if (version !== events.length)
    report('version', 'version', value(version), says('{0} events', events.length));
  const last = events.at(-1);
  if (last) await auditHead(world, id, events, head, report);

  const names = new Set(events.flatMap(namedFiles));
  // A part is counted before it is kept, and its scan has the same octets: it may be missing.
  const needed = new Set(events.filter(({ kind }) => kind !== 'PartStored').flatMap(namedFiles));
  const missing = await auditFiles(world, needed, report);
  const state = folded(events);
  if (!state || !last) {
    report(
      'trail',
      'events',
      says('a trail that can be read'),
      says('{0} events that cannot', events.length),
    );
    return { findings, names };
  }
  auditListing(state, last, listing, report);
  if (findings.some(({ kind }) => kind === 'chain' || kind === 'version')) return { findings, names };
  if (!missing) {
    await auditSignatures(world, state, events, report);
    await auditReasons(world, state, events, report);
    await auditActs(world, id, events, report);
    if (world.reprints) findings.push(...(await auditReprint(world, id, state)));
  }
  // What somebody else has written may be looked at; nothing follows from it.
  const ours = findings.every(({ kind }) => kind !== 'head');
  return { findings, names, ...(ours ? { state } : {}) };
}

/** The last event has none after it: its digest stands beside the trail, signed. */
async function auditHead(
  { trailKey }: AuditingDocument,
  id: string,
  events: readonly DocumentEvent[],
  head: SignedHead | undefined,
  report: Report,
): Promise<void> {
  const digest = eventDigest(events.at(-1)!);
  const path = `event ${events.length}`;
  if (!head) return report('head', path, says('its digest, signed with the trail key'), says('none'));
  if (head.digest !== digest) return report('chain', path, value(head.digest), value(digest));
  if (!(await isHeadOf(await trailKey.publicKey(), id, events, head)))
    report('head', path, says('a signature of the trail key'), says('one that does not hold'));
}

function folded(events: readonly DocumentEvent[]): DocumentState | undefined {
  try {
    // An event of a kind that nobody knows gives no state.
    return fold(events) as DocumentState | undefined;
  } catch {
    return undefined;
  }
}

/** By the names of their fields, so that a kind of event that comes later is not forgotten here. */
const NO_FILES = new Set(['previous', 'press', 'request', 'reply']);

function namedFiles(event: DocumentEvent): Sha256[] {
  const found: Sha256[] = [];
  const look = (value: unknown, key: string): void => {
    if (NO_FILES.has(key)) return;
    if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) found.push(value);
    else if (value && typeof value === 'object')
      for (const [inner, part] of Object.entries(value)) look(part, inner);
  };
  look(event, '');
  return found;
}

/** Whether one is not there as it should. */
async function auditFiles({ files }: AuditingDocument, names: Set<Sha256>, report: Report) {
  let missing = false;
  for (const name of names) {
    const fault = await files.get(name).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (fault === undefined) continue;
    missing = true;
    if (fault instanceof FileMissing) report('file-missing', `files/${name}`, value(name), says('none'));
    else if (fault instanceof FileDamaged)
      report('file-damaged', `files/${name}`, value(name), says('bytes of another digest'));
    else throw fault;
  }
  return missing;
}

function auditListing(
  state: DocumentState,
  last: DocumentEvent,
  { wakeAt, ...standing }: Listing,
  report: Report,
): void {
  const { wakeAt: wake, ...should } = listingOf(state, last.at);
  const keys = [...new Set([...Object.keys(should), ...Object.keys(standing)])] as (keyof typeof should)[];
  for (const key of keys)
    if (should[key] !== standing[key])
      report('listing', `listing ${key}`, value(should[key]), value(standing[key]));
  // Derived by today's rules from what was then: another version of the program may have said otherwise.
  if (wake !== wakeAt) report('wake', 'listing wakeAt', value(wake), value(wakeAt));
}

async function auditReprint(world: AuditingDocument, id: string, state: DocumentState): Promise<Finding[]> {
  const { base, printed } = state.issue ?? {};
  if (!base || !printed) return [];
  const same = (await world.printer.press()) === printed.press;
  const layouts = same || !printed.layouts ? undefined : await world.files.get(printed.layouts);
  const made = await world.printer.reprint(await world.files.get(printed.sheet), layouts).then(
    (pdf) => world.files.get(base).then((file) => Buffer.compare(file, pdf) === 0),
    () => false,
  );
  if (made) return [];
  return [
    {
      level: same ? 'finding' : 'warning',
      kind: 'reprint',
      document: id,
      path: `files/${printed.sheet}`,
      expected: value(base),
      found: says(same ? 'another file, by the same press' : 'another file, by another press'),
    },
  ];
}
