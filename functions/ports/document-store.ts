// Where documents live: one item each, changed by one conditional write at a time.

import type { Status } from '../domain/document.ts';
import type { DocumentEvent, Sha256 } from '../domain/event.ts';
import type { Instant } from '../domain/time.ts';

/** What an item holds beside its events, for lists and for the loop. */
export interface Listing {
  type: string;
  status: Status;
  title: string;
  town: string;
  /** Six digits; a list for `63`, `6301` or `630121` finds it. */
  region: string;
  number?: string;
  createdAt: Instant;
  /** When the workflow must look again; absent: never by itself. */
  wakeAt?: Instant;
  stuck: boolean;
  /** A scan or a seal waits for staff to look at it; absent: nothing does. */
  toCheck?: true;
  /** Signed by all, and the archival time-stamp is still to be had; absent: it is there, or none is wanted. */
  timestampPending?: true;
}

/** Stands for the whole trail: no later event holds the digest of the last one yet. */
export interface SignedHead {
  /** Of the last event. */
  digest: Sha256;
  /** By the trail key over domain/trail.ts's `headMessage`: DER Ecdsa-Sig-Value, base64. */
  signature: string;
}

export interface StoredDocument {
  id: string;
  /** Equals the number of events. */
  version: number;
  events: DocumentEvent[];
  listing: Listing;
  /** Absent only where somebody has taken it away. */
  head?: SignedHead;
}

export interface ListQuery {
  /** Two, four or six digits: the region that asks; it sees itself and what lies below. */
  scope: string;
  type?: string;
  status?: Status;
  /** Narrows `scope`: four or six digits. */
  region?: string;
  town?: string;
  /** Part of the title or the number. */
  text?: string;
  /** Only what waits for staff to look at a scan or a seal. */
  toCheck?: true;
  /** At most 100. */
  limit: number;
  /** As a page before gave it; opaque. */
  cursor?: string;
}

export interface ListPage {
  items: { id: string; listing: Listing }[];
  cursor?: string;
}

/** Another writer was first: load again and decide again. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** The cursor was not given by a page of this store. */
export class CursorUnknown extends Error {
  override readonly name = 'CursorUnknown';
}

export interface DocumentStore {
  /** Strongly consistent. */
  load(id: string): Promise<StoredDocument | undefined>;
  /** Throws VersionConflict if the id exists. */
  create(document: StoredDocument): Promise<void>;
  /**
   * Adds `events` to what stands at `expectedVersion` and replaces listing and head; without events there is no new
   * head, and the one that stands is kept. Throws VersionConflict.
   */
  append(
    id: string,
    expectedVersion: number,
    events: DocumentEvent[],
    listing: Listing,
    head?: SignedHead,
  ): Promise<void>;
  /** Ids whose wakeAt is not after `now`, the most overdue first; eventually consistent. */
  due(now: Instant, limit: number): Promise<string[]>;
  /** Throws CursorUnknown. Newest first; a page holds `limit` items whenever that many are left, and a cursor only if more are; eventually consistent. */
  list(query: ListQuery): Promise<ListPage>;
}
