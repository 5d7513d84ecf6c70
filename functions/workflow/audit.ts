// The audit: everything in the stores against the trails, and the trails against themselves. It writes nothing.
import { type IndexEntry, readIndex } from '../disclose/index-file.ts';
import type { DocumentState } from '../domain/document.ts';
import type { Sha256 } from '../domain/event.ts';
import { type Fact, says } from '../domain/fact.ts';
import { Refusal } from '../domain/refusal.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { PublicSite } from '../ports/public-site.ts';
import { type AuditingAuthority, auditAuthority } from './audit-authority.ts';
import { type AuditingDocument, auditDocument, type DocumentAudit } from './audit-document.ts';
import { auditFiles } from './audit-files.ts';
import type { Finding } from './audit-finding.ts';
import { type AuditedNotes, auditNoted } from './audit-noted.ts';
import { auditNumbers } from './audit-numbers.ts';
import { expectedPledge, expectedRegister } from './audit-public.ts';
import { auditDigests, damage, orDamage, withoutDoubtful } from './audit-unread.ts';
import { NOTED_PATH } from './noted-revocations.ts';
import { type StatedAct, statedActs } from './signature-reason.ts';
import type { World } from './world.ts';

export type Auditing = AuditingDocument &
  AuditingAuthority &
  Pick<World, 'documents' | 'site'> & {
    inventory: Inventory;
    /** Writes what else belongs into the register: what a runtime puts there by itself. */
    beside?(site: PublicSite): Promise<void>;
  };

export interface AuditReport {
  findings: Finding[];
  documents: number;
  events: number;
  files: number;
  publicFiles: number;
}

/**
 * All of it. Beside a running system things change while they are read: with `again`, what is found is looked for once
 * more, and counts only if it is found both times.
 */
export async function auditAll(world: Auditing, again = false): Promise<AuditReport> {
  const report = await pass(world);
  if (!again || report.findings.length === 0) return report;
  const second = new Set((await pass(world)).findings.map(keyOf));
  return { ...report, findings: report.findings.filter((finding) => second.has(keyOf(finding))) };
}

const keyOf = ({ kind, document, path }: Finding): string => JSON.stringify([kind, document, path]);

/** One document and what is public of it; throws Refusal 'document.unknown'. */
export async function auditOne(world: Auditing, id: string): Promise<AuditReport> {
  const stored = await orDamage(() => world.documents.load(id), id);
  if (!stored) throw new Refusal('document.unknown');
  if ('level' in stored) return { findings: [stored], documents: 1, events: 0, files: 0, publicFiles: 0 };
  const { findings, names, state } = await auditDocument(world, stored);
  if (!state)
    return { findings, documents: 1, events: stored.events.length, files: names.size, publicFiles: 0 };
  const notes = await auditNoted(world);
  const expected = await pledgeOf(world, stored, state, notes);
  if (notes.settled) findings.push(...unsaid(id, state, expected));
  const wanted = expected.standing?.files ?? new Map();
  for (const [path, bytes] of wanted)
    findings.push(...(await comparePublic(world, path, [bytes, expected.coming?.files.get(path)], id)));
  return {
    findings,
    documents: 1,
    events: stored.events.length,
    files: names.size,
    publicFiles: wanted.size,
  };
}

interface Gathered {
  findings: Finding[];
  names: Set<Sha256>;
  /** By id: what each document holds; nothing is concluded from one that is broken. */
  documents: Map<string, { state?: DocumentState; acts?: StatedAct[]; number?: string }>;
  pledges: ({ id: string } & Expected)[];
  notes: AuditedNotes;
  events: number;
  /** Whether documents or numbers may stand in what cannot be read. */
  lost: boolean;
}

async function pass(world: Auditing): Promise<AuditReport> {
  const gathered: Gathered = {
    findings: [],
    names: new Set(),
    documents: new Map(),
    pledges: [],
    events: 0,
    lost: false,
    notes: { findings: [], noted: [], settled: false },
  };
  const { findings, documents } = gathered;
  for await (const { path, found, items } of world.inventory.unread()) {
    findings.push(damage(path, found));
    gathered.lost ||= items;
  }
  for await (const stray of world.inventory.strays())
    findings.push({ level: 'finding', kind: 'table-extra', ...stray });
  const authority = await orDamage(() => auditAuthority(world));
  findings.push(...('level' in authority ? [authority] : authority.findings));
  // Signatures, and what is public, are judged by the authority or not at all.
  if ('level' in authority || authority.unreadable) {
    const digests = await auditDigests(world);
    findings.push(...digests.findings);
    return { findings, documents: 0, events: 0, files: digests.count, publicFiles: 0 };
  }
  gathered.notes = await auditNoted(world);
  findings.push(...gathered.notes.findings);
  for await (const id of world.inventory.documents()) await gather(world, id, gathered);
  const files = await auditFiles(world, gathered.names, documents);
  findings.push(...files.findings, ...(await auditNumbers(world, documents)));
  const publicFiles = await auditRegister(world, gathered);
  return {
    findings: gathered.lost ? withoutDoubtful(findings) : findings,
    documents: documents.size,
    events: gathered.events,
    files: files.count,
    publicFiles,
  };
}

async function gather(world: Auditing, id: string, into: Gathered): Promise<void> {
  const stored = await orDamage(() => world.documents.load(id), id);
  if (!stored || 'level' in stored) {
    // Something named it: an index of a table whose item is gone.
    into.findings.push(stored ?? damage(`table document#${id} document`, says('none'), id));
    into.documents.set(id, {});
    into.lost = true;
    return;
  }
  const audit: DocumentAudit = await auditDocument(world, stored);
  into.findings.push(...audit.findings);
  into.events += stored.events.length;
  for (const name of audit.names) into.names.add(name);
  const { number } = stored.listing;
  const whole = audit.findings.every(({ kind }) => kind !== 'file-missing' && kind !== 'file-damaged');
  into.documents.set(id, {
    ...(audit.state && whole
      ? { state: audit.state, acts: statedActs(stored.events, audit.state.summary.title) }
      : {}),
    ...(number === undefined ? {} : { number }),
  });
  if (!audit.state || !whole) return;
  const expected = await pledgeOf(world, stored, audit.state, into.notes);
  into.pledges.push({ id, ...expected });
  if (into.notes.settled) into.findings.push(...unsaid(id, audit.state, expected));
}

type Expected = Awaited<ReturnType<typeof expectedPledge>>;

/** The register has looked at all pledges, and does not say of this one what follows from that. */
function unsaid(document: string, { publishedRevoked = [] }: DocumentState, { due }: Expected): Finding[] {
  if (!due) return [];
  const [should, is] = [due, publishedRevoked].map((some) =>
    some.length > 0
      ? says('said to have fallen: {0}', some.map(({ role }) => role).join(', '))
      : says('none'),
  ) as [Fact, Fact];
  return [{ level: 'finding', kind: 'revocation', document, path: 'register', expected: should, found: is }];
}

/** A pledge that cannot be published again has a finding of its own already: its files or signatures do not hold. */
async function pledgeOf(
  world: Auditing,
  stored: StoredDocument,
  state: DocumentState,
  { noted }: AuditedNotes,
): Promise<Expected> {
  if (!world.documentType(state.type)) return {};
  return expectedPledge(world, stored, state, noted).catch(() => ({}));
}

async function auditRegister(world: Auditing, gathered: Gathered): Promise<number> {
  const { findings, documents, pledges } = gathered;
  const standing = await standingEntries(world);
  // Of a broken document nobody can say what is public of it: what stands there is let stand.
  const [sure, broken] = [true, false].map(
    (is) =>
      new Set(
        [...documents.values()].flatMap((one) => (one.number && !one.state !== is ? [one.number] : [])),
      ),
  ) as [Set<string>, Set<string>];
  const hidden = gathered.lost
    ? standing.map(({ number }) => number).filter((number) => !sure.has(number))
    : [];
  const unsure = new Set([...broken, ...hidden]);
  const listed = new Map(standing.map((entry) => [entry.number, entry]));
  const entries: IndexEntry[] = standing.filter(({ number }) => unsure.has(number));
  const expected = new Map<string, { versions: (Uint8Array | undefined)[]; document?: string }>();
  for (const { id, standing: is, coming } of pledges) {
    const stands = coming && listed.get(coming.entry.number);
    // The index is written before the trail tells: what it says already of what is coming, it says rightly.
    if (stands && (!is || JSON.stringify(stands) === JSON.stringify(coming.entry)))
      entries.push(coming.entry);
    else if (is) entries.push(is.entry);
    const paths = new Set([...(is?.files.keys() ?? []), ...(coming?.files.keys() ?? [])]);
    for (const path of paths) {
      // What is only coming may be missing.
      const versions = [is?.files.get(path), coming?.files.get(path)];
      expected.set(path, { versions: is?.files.has(path) ? versions : [...versions, NOTHING], document: id });
    }
  }
  const register = await expectedRegister(world, entries, world.beside);
  for (const [path, bytes] of register.files) expected.set(path, { versions: [bytes] });
  register.known.add(NOTED_PATH);

  for (const [path, { versions, document }] of expected)
    findings.push(...(await comparePublic(world, path, versions, document)));
  let count = 0;
  for await (const path of world.inventory.publicFiles()) {
    count += 1;
    if (expected.has(path) || register.known.has(path) || (await belongsTo(world, path, unsure))) continue;
    findings.push({
      level: 'finding',
      kind: 'public-extra',
      path: `public/${path}`,
      expected: says('none'),
      found: says('a file that nothing has published'),
    });
  }
  return count;
}

const NOTHING = new Uint8Array();

async function standingEntries({ site }: Auditing): Promise<IndexEntry[]> {
  const index = await site.read('index.json');
  try {
    return index ? readIndex(index.bytes) : [];
  } catch {
    // It will be found not to be the one expected.
    return [];
  }
}

async function comparePublic(
  { site }: Auditing,
  path: string,
  versions: readonly (Uint8Array | undefined)[],
  document?: string,
): Promise<Finding[]> {
  const standing = (await site.read(path))?.bytes;
  if (!standing && versions.includes(NOTHING)) return [];
  if (standing && versions.some((one) => one && Buffer.compare(one, standing) === 0)) return [];
  const about = { level: 'finding' as const, ...(document ? { document } : {}), path: `public/${path}` };
  return [
    standing
      ? {
          ...about,
          kind: 'public-altered',
          expected: says('what would be written now'),
          found: says('other bytes'),
        }
      : { ...about, kind: 'public-missing', expected: says('a file'), found: says('none') },
  ];
}

async function belongsTo({ site }: Auditing, path: string, numbers: Set<string>): Promise<boolean> {
  const folder = /^pledges\/(\d{20})\//.exec(path)?.[1];
  if (folder) return numbers.has(folder);
  if (!path.startsWith('by-hash/') || numbers.size === 0) return false;
  const record = Buffer.from((await site.read(path))?.bytes ?? []).toString();
  return [...numbers].some((number) => record.includes(`"${number}"`));
}
