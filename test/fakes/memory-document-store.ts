// Documents in memory, as JSON, so that nobody shares an object with the store.
import {
  CursorUnknown,
  type DocumentStore,
  type Listing,
  type ListQuery,
  type StoredDocument,
  VersionConflict,
} from '../../functions/ports/document-store.ts';

export interface MemoryDocumentStore extends DocumentStore {
  /** Ids in order of creation. */
  ids(): string[];
}

export function memoryDocumentStore(): MemoryDocumentStore {
  const items = new Map<string, string>();
  const read = (id: string): StoredDocument | undefined => {
    const json = items.get(id);
    return json === undefined ? undefined : JSON.parse(json);
  };
  const all = (): StoredDocument[] => [...items.values()].map((json) => JSON.parse(json));

  return {
    ids: () => [...items.keys()],
    load: async (id) => read(id),
    async create(document) {
      if (items.has(document.id)) throw new VersionConflict(document.id);
      items.set(document.id, JSON.stringify(document));
    },
    async append(id, expectedVersion, events, listing, head) {
      const document = read(id);
      if (document?.version !== expectedVersion) throw new VersionConflict(id);
      const next: StoredDocument = {
        ...document,
        version: expectedVersion + events.length,
        events: [...document.events, ...events],
        listing,
        ...(head ? { head } : {}),
      };
      items.set(id, JSON.stringify(next));
    },
    async due(now, limit) {
      const waiting = all().flatMap(({ id, listing: { wakeAt } }) =>
        wakeAt && wakeAt <= now ? [{ id, wakeAt }] : [],
      );
      waiting.sort((a, b) => (a.wakeAt < b.wakeAt ? -1 : 1));
      return waiting.slice(0, limit).map(({ id }) => id);
    },
    async list(query) {
      if (!(query.limit >= 1 && query.limit <= 100)) throw new RangeError(`limit ${query.limit}`);
      if (!/^(\d\d){1,3}$/.test(query.scope)) throw new RangeError(`scope ${query.scope}`);
      const found = all()
        .map(({ id, listing }) => ({ id, listing, key: `${listing.createdAt}#${id}` }))
        .filter(({ listing }) => answers(query, listing))
        .sort((a, b) => (a.key < b.key ? 1 : -1));
      const last = query.cursor === undefined ? undefined : Buffer.from(query.cursor, 'base64url').toString();
      if (last !== undefined && !last.includes('#')) throw new CursorUnknown();
      const left = last === undefined ? found : found.filter(({ key }) => key < last);
      const page = left.slice(0, query.limit);
      const items = page.map(({ id, listing }) => ({ id, listing }));
      if (left.length === page.length) return { items };
      return { items, cursor: Buffer.from(page.at(-1)!.key).toString('base64url') };
    },
  };
}

function answers(query: ListQuery, listing: Listing): boolean {
  const { scope, region = scope, type, status, town, text, toCheck } = query;
  const searched = `${listing.title}\n${listing.number ?? ''}`.toLowerCase();
  return (
    region.startsWith(scope) &&
    /^(\d\d){1,3}$/.test(region) &&
    listing.region.startsWith(region) &&
    (type === undefined || listing.type === type) &&
    (status === undefined || listing.status === status) &&
    (toCheck === undefined || listing.toCheck === true) &&
    (town === undefined || listing.town === town) &&
    (text === undefined || searched.includes(text.toLowerCase()))
  );
}
