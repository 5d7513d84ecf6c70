// The one loop: folds a document's events, does what comes next, appends, and again until nothing is due.
// Called twice, late or out of order it does the same.
import { fold } from '../domain/document.ts';
import { ANSWER_LOST, isStuckAtOnce } from '../domain/failure.ts';
import { faultOf } from '../domain/fault.ts';
import { Refusal } from '../domain/refusal.ts';
import { after, type Instant } from '../domain/time.ts';
import { type Listing, type StoredDocument, VersionConflict } from '../ports/document-store.ts';
import { LetterNotTaken } from '../ports/mailer.ts';
import { archive } from './archive.ts';
import { change, listingOf } from './change.ts';
import { complete } from './complete.ts';
import { countersign } from './countersign.ts';
import { askSeal, beginSeal } from './e-seal.ts';
import { makeEvidence } from './evidence.ts';
import { expire } from './expire.ts';
import { issue } from './issue.ts';
import { mail } from './mail.ts';
import { type Job, jobName, next } from './next.ts';
import { makePrintVersion } from './print-version.ts';
import { publish } from './publish.ts';
import { remindAsWorkflow } from './remind.ts';
import { sign } from './sign.ts';
import { readScan } from './wet-seal.ts';
import type { World } from './world.ts';

/** 5 s, 20 s, 80 s … at most an hour: a job is tried about half a day before it is marked stuck. */
const TRIES = 16;
const backoff = (count: number) => Math.min(5_000 * 4 ** count, 3_600_000);
/** A mail that may have arrived goes again after 5 min, 21 min and an hour, and no more without a person. */
const LOST_TRIES = 4;
/** Its first wait is that of a job's fourth failure. */
const LOST_LATER = 3;
/** More steps than any document has in one go; a loop that does not end is a fault to be seen. */
const STEPS = 50;

export async function react(world: World, id: string): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    const stored = await world.documents.load(id);
    if (!stored) return;
    const state = fold(stored.events);
    const now = world.clock.now();
    const { job } = next(state, now);
    if (!job) return rest(world, stored, listingOf(state, now), now);
    try {
      await perform(world, id, job);
    } catch (error) {
      if (overtaken(error)) continue;
      await fail(world, id, job, error, world.clock.now());
    }
  }
}

/**
 * What was due may have lapsed without an event, as a code does that could not be mailed in time. The index is told, or
 * it would name this document for ever, before those that wait for something.
 */
async function rest(
  world: Pick<World, 'documents'>,
  { id, version, listing: { wakeAt } }: StoredDocument,
  listing: Listing,
  now: Instant,
): Promise<void> {
  if (!wakeAt || wakeAt > now) return;
  try {
    await world.documents.append(id, version, [], listing);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

function perform(world: World, id: string, job: Job): Promise<void> {
  switch (job.verb) {
    case 'issue':
      return issue(world, id, { kind: 'workflow' });
    case 'mail':
      return mail(world, id, job);
    case 'remind':
      return remindAsWorkflow(world, id, job.role);
    case 'print':
      return makePrintVersion(world, id, job.role);
    case 'read-scan':
      return readScan(world, id, job.role);
    case 'begin-seal':
      return beginSeal(world, id, job.role);
    case 'ask-seal':
      return askSeal(world, id, job.role);
    case 'sign':
      return sign(world, id, job.role);
    case 'expire':
      return expire(world, id);
    case 'complete':
      return complete(world, id);
    case 'archive':
      return archive(world, id);
    case 'countersign':
      return countersign(world, id);
    case 'publish':
      return publish(world, id);
    case 'evidence':
      return makeEvidence(world, id);
  }
}

/** Somebody else was first, with a signature, a refusal or an end: look again. */
function overtaken(error: unknown): boolean {
  return (
    error instanceof VersionConflict ||
    (error instanceof Refusal && (error.code === 'document.changed' || error.code === 'document.not-signing'))
  );
}

async function fail(world: World, id: string, job: Job, error: unknown, now: Instant): Promise<void> {
  const name = jobName(job);
  const code = failureCode(error);
  const reply = error instanceof LetterNotTaken ? error.reply : undefined;
  world.log({
    level: 'error',
    what: 'job failed',
    document: id,
    job: name,
    code,
    stack: faultOf(error).stack,
  });
  await change(world, id, { kind: 'workflow' }, (state) => {
    const { count = 0, lost = 0 } = state.failures[name] ?? {};
    const said = { job: name, code, ...(reply ? { reply } : {}) };
    const answerLost = code === ANSWER_LOST;
    const enough = count + 1 >= TRIES || (answerLost && lost + 1 >= LOST_TRIES);
    if (isStuckAtOnce(code) || enough) return [{ kind: 'Stuck', ...said }];
    const wait = backoff(answerLost ? lost + LOST_LATER : count);
    return [{ kind: 'AttemptFailed', ...said, retryAt: after(now, wait) }];
  });
}

function failureCode(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (error instanceof LetterNotTaken) return error.reason;
  return error instanceof Error ? error.name : 'unknown';
}
