// One change of one document: load, decide, append on condition that nobody was first; otherwise again.
import { type DocumentState, fold } from '../domain/document.ts';
import { hasToCheck, isStuck, pendingTimestamp } from '../domain/document-questions.ts';
import type { Actor, EventBody } from '../domain/event.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import { extendTrail } from '../domain/trail.ts';
import { type Listing, VersionConflict } from '../ports/document-store.ts';
import { next } from './next.ts';
import { signHead } from './trail-head.ts';
import type { World } from './world.ts';

export type Changing = Pick<World, 'documents' | 'clock' | 'trailKey'>;

const TRIES = 60;

/** The state, its version and when it was last changed; Refusal 'document.unknown' if there is none. */
export async function load(
  world: Pick<World, 'documents'>,
  id: string,
): Promise<{ state: DocumentState; version: number; changedAt: Instant }> {
  const stored = /^[a-z0-9]{10,64}$/.test(id) ? await world.documents.load(id) : undefined;
  if (!stored) throw new Refusal('document.unknown');
  const { events, version } = stored;
  return { state: fold(events), version, changedAt: events.at(-1)!.at };
}

/**
 * Applies a decision. The decision may run several times, each time on the newest state; what it throws is
 * thrown. Returns the state after.
 */
export async function change(
  world: Changing,
  id: string,
  by: Actor,
  decide: (state: DocumentState, now: Instant, version: number) => EventBody[] | Promise<EventBody[]>,
): Promise<DocumentState> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await world.documents.load(id);
    if (!stored) throw new Refusal('document.unknown');
    const now = world.clock.now();
    const state = fold(stored.events);
    const bodies = await decide(state, now, stored.version);
    if (bodies.length === 0) return state;
    const events = extendTrail(stored.events, bodies, now, by);
    const trail = [...stored.events, ...events];
    const changed = fold(trail);
    try {
      const head = await signHead(world, id, trail);
      await world.documents.append(id, stored.version, events, listingOf(changed, now), head);
      return changed;
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === TRIES) throw error;
    }
  }
}

/** What lists and the loop see of a state. */
export function listingOf(state: DocumentState, now: Instant): Listing {
  const { job, wakeAt } = next(state, now);
  const wake = job ? now : wakeAt;
  return {
    type: state.type,
    status: state.status,
    ...state.summary,
    ...(state.issue ? { number: state.issue.number } : {}),
    createdAt: state.createdAt,
    ...(wake ? { wakeAt: wake } : {}),
    stuck: isStuck(state),
    ...(hasToCheck(state) ? { toCheck: true } : {}),
    ...(pendingTimestamp(state) ? { timestampPending: true } : {}),
  };
}
