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
  /** Digest of the last event, which no later one holds yet; absent in lists and in older documents. */
  head?: Sha256;
}

export interface StoredDocument {
  id: string;
  /** Equals the number of events. */
  version: number;
  events: DocumentEvent[];
  listing: Listing;
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
  /** Adds `events`, maybe none, to what stands at `expectedVersion` and replaces the listing; throws VersionConflict. */
  append(id: string, expectedVersion: number, events: DocumentEvent[], listing: Listing): Promise<void>;
  /** Ids whose wakeAt is not after `now`, the most overdue first; eventually consistent. */
  due(now: Instant, limit: number): Promise<string[]>;
  /** Throws CursorUnknown. Newest first; a page holds `limit` items whenever that many are left, and a cursor only if more are; eventually consistent. */
  list(query: ListQuery): Promise<ListPage>;
}
