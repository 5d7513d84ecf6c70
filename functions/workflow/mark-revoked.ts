// Holds published pledges against what the platform's authority has revoked since, and has the register say what fell.
import { PROVINCE } from '../domain/divisions.ts';
import { fold } from '../domain/document.ts';
import { after } from '../domain/time.ts';
import { VersionConflict } from '../ports/document-store.ts';
import { PublicConflict } from '../ports/public-site.ts';
import { type Publishing as Register, writeAuthorityFiles } from './authority-files.ts';
import {
  allRevoked,
  judgeOf,
  NOTED_PATH,
  type Noted,
  type NotedRevocation,
  readNoted,
  sameNotes,
  sameRevocation,
  sameRevoked,
  writeNoted,
} from './noted-revocations.ts';
import { type Marking, type publish, showAll } from './publish.ts';
import type { World } from './world.ts';

export type Watching = Parameters<typeof publish>[0] & Register & Pick<World, 'documents' | 'log'>;

/** Work for one look; what is left is done by the next. A document read is one item of the table. */
const MOST_READ = 5000;
const MOST_MARKED = 100;
const AT_ONCE = 8;
const PAGE = 100;

/** So long after a look that had to pass over a document all are looked at again: it may have been put right. */
const AGAIN_MS = 3_600_000;

/** As the embedded table says that it cannot read an item (adapters/damaged-table.ts); a service's answer in every other way. */
const TABLE_DAMAGED = 'TableDamaged';

/** What the network or the machine says before a service can answer: errors' names and system codes. */
const AWAY = [
  'TimeoutError',
  'AbortError',
  'CredentialsProviderError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EMFILE',
  'ENFILE',
];

/**
 * A look, to be had every minute. While the authority's record is as it was when all was last done, it reads nothing
 * but the record; the first look reads one file. `lagMs`: how long a change of a document may take until lists show it.
 *
 * What was revoked is first noted in the register, and only then are the pledges read: whoever publishes one at that
 * moment reads the note after it has told the trail (publish.ts), and so one of the two sees the other.
 */
export function revocationWatch(world: Watching, lagMs: number): () => Promise<void> {
  let settled: string | undefined;
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      const record = await recorded(world);
      if (record === settled) return;
      if (await look(world, lagMs)) settled = record;
    } catch (error) {
      // Another process does the same: it has gone on with it, or the next look will.
      if (!(error instanceof PublicConflict)) throw error;
    } finally {
      running = false;
    }
  };
}

/** What the record revokes, to be compared. */
async function recorded({ authority }: Watching): Promise<string> {
  const { lists } = await authority();
  return JSON.stringify(
    lists.flatMap(({ path, revoked }) => revoked.map(({ serial, at }) => [path, serial, at.getTime()])),
  );
}

/** Throws, or goes on without that document. */
type LetBe = Parameters<typeof showAll>[2];

/** True when all pledges have been held against all that is revoked. */
async function look(world: Watching, lagMs: number): Promise<boolean> {
  const now = world.clock.now();
  let { noted, tag } = await readNoted(world.site);
  const { lists } = await world.authority();
  if (noted.revoked.length === 0 && !noted.pending && lists.every((list) => list.revoked.length === 0))
    return true;
  const revoked = await revokedNow(world, noted.revoked, now);
  if (!sameNotes(revoked, noted.revoked)) {
    // The list of the authority is not to be behind what the register says.
    await writeAuthorityFiles(world);
    noted = { revoked, pending: { since: now, done: 0 } };
    tag = await save(world, noted, tag);
  }
  const { pending } = noted;
  if (!pending) return true;
  if (now < after(pending.since, lagMs)) return false;
  let again = pending.again;
  const letBe: LetBe = (id, error) => {
    passOver(world, id, error);
    again = true;
  };
  const { markings, done, all } = await fallenAmong(world, noted.revoked, pending.done, letBe);
  await showAll(world, { markings, noted: noted.revoked }, letBe);
  const left = all
    ? again && { since: after(now, AGAIN_MS), done: 0 }
    : { ...pending, done, ...(again ? { again } : {}) };
  await save(world, { revoked, ...(left ? { pending: left } : {}) }, tag);
  return !left;
}

async function save({ site }: Watching, noted: Noted, replaces: string): Promise<string> {
  await site.write(NOTED_PATH, writeNoted(noted), 'application/json', replaces);
  const standing = await site.read(NOTED_PATH);
  if (!standing || !Buffer.from(standing.bytes).equals(writeNoted(noted)))
    throw new PublicConflict(NOTED_PATH);
  return standing.tag;
}

/** What is revoked now; what is known already keeps the time at which it was noted. */
async function revokedNow(
  world: Pick<Watching, 'authority' | 'site'>,
  known: readonly NotedRevocation[],
  noted: string,
): Promise<NotedRevocation[]> {
  const all = await allRevoked(world);
  return all.map((one) => known.find((other) => sameRevocation(one, other)) ?? { ...one, noted });
}

/**
 * From the `done`-th published document on, those of which the register must say something else than it does. A document
 * that is published meanwhile moves the others back by one: that one is looked at twice.
 */
async function fallenAmong(
  world: Watching,
  noted: readonly NotedRevocation[],
  done: number,
  letBe: LetBe,
): Promise<{ markings: Marking[]; done: number; all: boolean }> {
  const judge = await judgeOf(world, noted);
  const markings: Marking[] = [];
  let [passed, read] = [0, 0];
  let cursor: string | undefined;
  do {
    const page = await world.documents.list({
      scope: PROVINCE.code.slice(0, 2),
      status: 'published',
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    const left = page.items.slice(Math.max(0, done - passed));
    passed = Math.max(passed, Math.min(done, passed + page.items.length));
    for (let i = 0; i < left.length; i += AT_ONCE) {
      if (read >= MOST_READ || markings.length >= MOST_MARKED) return { markings, done: passed, all: false };
      const some = left.slice(i, i + AT_ONCE);
      const found = await Promise.all(some.map(({ id }) => markingOf(world, judge, id, letBe)));
      markings.push(...found.flat());
      passed += some.length;
      read += some.length;
    }
    cursor = page.cursor;
  } while (cursor);
  return { markings, done: passed, all: true };
}

/** None where the register says already what it must; throws what `letBe` does. */
async function markingOf(
  world: Watching,
  judge: Awaited<ReturnType<typeof judgeOf>>,
  id: string,
  letBe: LetBe,
): Promise<Marking[]> {
  try {
    const stored = await world.documents.load(id);
    if (!stored) return [];
    const state = fold(stored.events);
    if (state.status !== 'published') return [];
    const revoked = await judge(state);
    return sameRevoked(revoked, state.publishedRevoked) ? [] : [{ id, state, revoked }];
  } catch (error) {
    letBe(id, error);
    return [];
  }
}

/** A document that is damaged holds up no other: the log names it, and the audit says what is wrong with it. */
function passOver({ log }: Watching, document: string, error: unknown): void {
  if (isOfTheService(error)) throw error;
  const code = error instanceof Error ? error.name : 'unknown';
  log({ level: 'error', what: 'pledge not held against revocations', document, code });
}

/** The table's or a store's own trouble, or another writer: it is all documents', and the next look may find it gone. */
function isOfTheService(error: unknown): boolean {
  if (error instanceof PublicConflict || error instanceof VersionConflict) return true;
  if (!(error instanceof Error) || error.name === TABLE_DAMAGED) return false;
  const { code } = error as { code?: unknown };
  // What a service answers has `$fault`; `$metadata` stands also on what the client cannot decode.
  return '$fault' in error || AWAY.includes(error.name) || (typeof code === 'string' && AWAY.includes(code));
}
