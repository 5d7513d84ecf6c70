// A world with documents in every state, what an audit sees of it, and what somebody can do to it who writes the table.
import { authorityInventory } from '../../functions/adapters/authority-inventory.ts';
import type { AuthorityRecord } from '../../functions/adapters/authority-record.ts';
import { ownIssuer } from '../../functions/adapters/own-issuer.ts';
import { fold } from '../../functions/domain/document.ts';
import type { DocumentEvent, EventBody } from '../../functions/domain/event.ts';
import type { Role } from '../../functions/domain/party.ts';
import { eventDigest, extendTrail } from '../../functions/domain/trail.ts';
import type { StoredDocument } from '../../functions/ports/document-store.ts';
import type { GivenNumber, Stray, Unread } from '../../functions/ports/inventory.ts';
import type { Auditing } from '../../functions/workflow/audit.ts';
import { listingOf } from '../../functions/workflow/change.ts';
import { requestEvidence } from '../../functions/workflow/evidence.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { react } from '../../functions/workflow/react.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { STAFF, signedPledge } from './signed-pledge.ts';
import { testWorld } from './test-world.ts';

async function* all<T>(found: Iterable<T>): AsyncIterable<T> {
  yield* [...found];
}

/** Call `prepare` before the first document. `stamped`: with a time-stamping authority. */
export function auditedWorld({ stamped = false } = {}) {
  const { world, founding, record, dispose } = testWorld();
  if (stamped) {
    const authority = timeStampingAuthority({ now: () => new Date(world.clock.now()) });
    const timestamper = { available: true, stamp: async (data: Uint8Array) => authority.stamp(data) };
    world.timestamps = { ...world.timestamps, roots: [authority.root], timestamper };
  }
  const { documents } = world;
  const numbers: GivenNumber[] = [];
  /** Rows that say another thing than `numbers` does, or that are missing; by document. */
  const otherHoldings = new Map<string, GivenNumber | undefined>();
  const strays: Stray[] = [];
  const unread: Unread[] = [];
  /** As somebody has rewritten them who can write the table. */
  const tampered = new Map<string, StoredDocument | undefined>();
  const kept: { record?: AuthorityRecord } = {};
  const standing = async () => kept.record ?? record();

  const { reserve } = world.numbers;
  world.numbers.reserve = async (series, documentId) => {
    const number = await reserve(series, documentId);
    if (!numbers.some((one) => one.series === series && one.number === number))
      numbers.push({ series, number, documentId });
    return number;
  };

  const holdings = () =>
    numbers
      .filter(({ series, number }) => numbers.some((one) => one.series === series && one.number > number))
      .flatMap((one) => {
        if (!otherHoldings.has(one.documentId)) return [one];
        const other = otherHoldings.get(one.documentId);
        return other ? [other] : [];
      });

  const audited: Auditing = {
    ...world,
    reprints: false,
    trailKey: { publicKey: world.trailKey.publicKey },
    authority: async () => ownIssuer(await standing(), founding),
    documents: {
      ...documents,
      load: async (id) => (tampered.has(id) ? tampered.get(id) : documents.load(id)),
    },
    inventory: {
      documents: () => all(documents.ids().filter((id) => !tampered.has(id) || tampered.get(id))),
      numbers: () => all(numbers),
      holdings: () => all(holdings()),
      strays: () => all(strays),
      unread: () => all(unread),
      files: () => all(world.files.files.keys()),
      publicFiles: () => all(world.site.files.keys()),
      ...authorityInventory(standing, founding.keys, () => true),
    },
  };

  return {
    ...{
      world,
      audited,
      founding,
      record,
      dispose,
      documents,
      numbers,
      otherHoldings,
      strays,
      unread,
      kept,
      tampered,
    },
    prepare: () => prepareRegister(world),
    pledge: (roles: readonly Role[]) => signedPledge(world, roles),
    async report(id: string): Promise<void> {
      await requestEvidence(world, STAFF, id);
      await react(world, id);
    },
    async tamper(id: string, change: (stored: StoredDocument) => StoredDocument): Promise<() => void> {
      tampered.set(id, change((await documents.load(id))!));
      return () => void tampered.delete(id);
    },
  };
}

/**
 * The whole trail written anew, its chain, its head's digest and its listing whole: what somebody does who may write the
 * table. `change` gives what an event says now; nothing: the event is dropped.
 */
export function rewritten(
  stored: StoredDocument,
  change: (event: DocumentEvent) => EventBody | undefined,
): StoredDocument {
  const events: DocumentEvent[] = [];
  for (const event of stored.events) {
    const changed = change(event);
    if (changed) events.push(...extendTrail(events, [bodyOf({ ...event, ...changed })], event.at, event.by));
  }
  return consistent(stored, events);
}

/** `stored` with these events, and all that can be computed from them without a key. */
export function consistent(stored: StoredDocument, events: DocumentEvent[]): StoredDocument {
  const last = events.at(-1)!;
  return {
    ...stored,
    version: events.length,
    events,
    listing: listingOf(fold(events), last.at),
    head: { ...stored.head!, digest: eventDigest(last) },
  };
}

function bodyOf({ sequence: _, at: __, by: ___, previous: ____, ...body }: DocumentEvent): EventBody {
  return body as EventBody;
}
