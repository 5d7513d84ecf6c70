// The trail: events in sequence, each holding the digest of the one before, so that an outsider can check it.
import { createHash } from 'node:crypto';
import type { Actor, DocumentEvent, EventBody, Sha256 } from './event.ts';
import type { Instant } from './time.ts';

export const NO_EVENT: Sha256 = '0'.repeat(64);

/** JSON as RFC 8785 has it: keys in UTF-16 order, no white space, ECMAScript numbers and strings. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${entries.join(',')}}`;
}

export function sha256(bytes: string | Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex');
}

export function eventDigest(event: DocumentEvent): Sha256 {
  return sha256(canonicalJson(event));
}

/** What the platform signs of a trail: the last event binds all before it, and this is the trail of this document alone. */
export function headMessage(id: string, version: number, digest: Sha256): Uint8Array {
  return new TextEncoder().encode(`lianqian-trail/1\n${id}\n${version}\n${digest}`);
}

/** Gives what was decided its place in the trail. */
export function extendTrail(
  trail: readonly DocumentEvent[],
  bodies: readonly EventBody[],
  at: Instant,
  by: Actor,
): DocumentEvent[] {
  let last = trail.at(-1);
  return bodies.map((body) => {
    const event: DocumentEvent = {
      ...body,
      sequence: (last?.sequence ?? 0) + 1,
      at,
      by,
      previous: last ? eventDigest(last) : NO_EVENT,
    };
    last = event;
    return event;
  });
}

/** The sequence number of the first event that does not fit the one before, or undefined for a sound trail. */
export function brokenAt(trail: readonly DocumentEvent[]): number | undefined {
  let previous = NO_EVENT;
  for (const [index, event] of trail.entries()) {
    if (event.sequence !== index + 1 || event.previous !== previous) return index + 1;
    previous = eventDigest(event);
  }
  return undefined;
}
