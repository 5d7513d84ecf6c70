// What every document store must do.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import {
  CursorUnknown,
  type DocumentStore,
  type Listing,
  type ListQuery,
  type StoredDocument,
  VersionConflict,
} from '../../functions/ports/document-store.ts';

export interface DocumentStoreUnderTest {
  store: DocumentStore;
  close(): Promise<void>;
}

const AT = '2026-01-08T03:04:05.678Z';

/** Each use of the store gets ids of its own; an emulator may be shared. */
let made = 0;
const newId = (): string => `d${process.pid.toString(36)}-${Date.now().toString(36)}-${++made}`;

export function eventAt(
  sequence: number,
  body: object = { kind: 'Reminded', role: 'county' },
): DocumentEvent {
  const previous = String(sequence).padStart(64, '0');
  return { ...body, sequence, at: AT, by: { kind: 'workflow' }, previous } as DocumentEvent;
}

export function listingOf(changes: Partial<Listing> = {}): Listing {
  return {
    type: 'pledge',
    status: 'drafted',
    title: '多巴（河湟）运动小镇三级联签承诺书',
    town: '多巴（河湟）运动小镇',
    region: '630122',
    createdAt: AT,
    stuck: false,
    ...changes,
  };
}

export function documentOf(id: string, changes: Partial<Listing> = {}): StoredDocument {
  return { id, version: 1, events: [eventAt(1)], listing: listingOf(changes) };
}

export function describeDocumentStore(name: string, make: () => Promise<DocumentStoreUnderTest>): void {
  describe(`document store: ${name}`, () => {
    let under: DocumentStoreUnderTest;
    let store: DocumentStore;
    beforeAll(async () => {
      under = await make();
      store = under.store;
    });
    afterAll(() => under.close());

    describe('one document', () => {
      test('is found as it was stored, with Chinese text, lists and numbers intact', async () => {
        const id = newId();
        const summary = { title: '创建方案·〔2026〕·𠮷', town: '', region: '630122' };
        const drafted = eventAt(1, { kind: 'Drafted', type: 'pledge', input: 'a'.repeat(64), summary });
        const issued = eventAt(2, {
          kind: 'Issued',
          order: [['drc'], ['county', 'enterprise']],
          discloses: true,
        });
        const document = {
          id,
          version: 2,
          events: [drafted, issued],
          listing: listingOf({ number: '青特镇〔2026〕1号' }),
        };
        await store.create(document);
        expect(await store.load(id)).toEqual(document);
      });

      test('is not there before it is created', async () => {
        expect(await store.load(newId())).toBeUndefined();
      });

      test('is created once', async () => {
        const document = documentOf(newId());
        await store.create(document);
        await expect(store.create(document)).rejects.toBeInstanceOf(VersionConflict);
      });

      test('has nothing where an optional value is undefined', async () => {
        const id = newId();
        const event = eventAt(1, { kind: 'Drafted', copiedFrom: undefined });
        await store.create({ ...documentOf(id), events: [event] });
        expect(Object.keys((await store.load(id))!.events[0]!)).not.toContain('copiedFrom');
      });

      test('does not change with the objects it was made from', async () => {
        const document = documentOf(newId());
        await store.create(document);
        document.listing.title = '';
        document.events.pop();
        expect(await store.load(document.id)).toEqual(documentOf(document.id));
      });
    });

    describe('append', () => {
      test('adds the events in order and replaces the listing', async () => {
        const id = newId();
        await store.create(documentOf(id, { number: '1号', wakeAt: AT }));
        const listing = listingOf({ status: 'signing', stuck: true });
        await store.append(id, 1, [eventAt(2), eventAt(3)], listing);
        await store.append(id, 3, [eventAt(4)], listing);
        expect(await store.load(id)).toEqual({
          id,
          version: 4,
          events: [1, 2, 3, 4].map((n) => eventAt(n)),
          listing,
        });
      });

      test('without events replaces the listing alone', async () => {
        const id = newId();
        await store.create(documentOf(id, { wakeAt: AT }));
        await store.append(id, 1, [], listingOf());
        expect(await store.load(id)).toEqual({ ...documentOf(id), listing: listingOf() });
        const late = store.append(id, 2, [], listingOf());
        await expect(late).rejects.toBeInstanceOf(VersionConflict);
      });

      test('replaces the head, keeps it where nothing was added, and shows it in no list', async () => {
        const id = newId();
        const headOf = (digest: string) => ({ digest, signature: `of ${digest}` });
        const region = '930101';
        await store.create({ ...documentOf(id, { region }), head: headOf('a') });
        expect((await store.load(id))!.head).toEqual(headOf('a'));
        await store.append(id, 1, [eventAt(2)], listingOf({ region }), headOf('b'));
        await store.append(id, 2, [], listingOf({ region }));
        expect((await store.load(id))!.head).toEqual(headOf('b'));
        const { items } = await store.list({ scope: region, limit: 10 });
        expect(items).toContainEqual({ id, listing: listingOf({ region }) });
      });

      test('refuses another version, later or earlier, and a document that is not there', async () => {
        const id = newId();
        await store.create({ ...documentOf(id), version: 2, events: [eventAt(1), eventAt(2)] });
        for (const [to, version] of [
          [id, 1],
          [id, 3],
          [newId(), 0],
          [newId(), 1],
        ] as const) {
          const appended = store.append(to, version, [eventAt(version + 1)], listingOf());
          await expect(appended).rejects.toBeInstanceOf(VersionConflict);
        }
        expect((await store.load(id))!.version).toBe(2);
      });

      test('of two hundred at once at one version, one wins, though all say the same', async () => {
        const id = newId();
        await store.create(documentOf(id));
        const racers = Array.from({ length: 200 }, () => store.append(id, 1, [eventAt(2)], listingOf()));
        const results = await Promise.allSettled(racers);
        const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
        expect(lost).toHaveLength(199);
        expect(lost.every((reason) => reason instanceof VersionConflict)).toBe(true);
        expect(await store.load(id)).toEqual({
          ...documentOf(id),
          version: 2,
          events: [eventAt(1), eventAt(2)],
        });
      });
    });

    describe('due', () => {
      test('gives the most overdue first, and neither what is later nor what waits for nothing', async () => {
        // Long ago: before whatever else a shared emulator holds.
        const times = ['2001-01-03', '2001-01-01', '2001-01-04', '2001-01-02'].map(
          (day) => `${day}T00:00:00.000Z`,
        );
        const ids = times.map(newId);
        for (const [i, wakeAt] of times.entries()) await store.create(documentOf(ids[i]!, { wakeAt }));
        await store.create(documentOf(newId()));
        expect(await store.due('2001-01-03T00:00:00.000Z', 10)).toEqual([ids[1], ids[3], ids[0]]);
        expect(await store.due('2001-01-03T00:00:00.000Z', 2)).toEqual([ids[1], ids[3]]);

        await store.append(ids[1]!, 1, [eventAt(2)], listingOf());
        await store.append(ids[3]!, 1, [eventAt(2)], listingOf({ wakeAt: '2001-01-03T12:00:00.000Z' }));
        expect(await store.due('2001-01-03T00:00:00.000Z', 10)).toEqual([ids[0]]);
        for (const id of [ids[0]!, ids[2]!]) await store.append(id, 1, [eventAt(2)], listingOf());
        await store.append(ids[3]!, 2, [eventAt(3)], listingOf());
        expect(await store.due('2001-12-31T00:00:00.000Z', 10)).toEqual([]);
      });
    });

    describe('list', () => {
      const towns = ['龙羊峡', '多巴（河湟）', '互助·土族'];
      const regions = ['910101', '910102', '910201', '920101'];
      const statuses = ['drafted', 'signing', 'published'] as const;
      const expected: { id: string; listing: Listing }[] = [];

      beforeAll(async () => {
        for (let i = 0; i < 230; i += 1) {
          const listing = listingOf({
            region: regions[i % 4]!,
            type: i % 2 ? 'pledge' : 'creation-plan',
            status: statuses[i % 3]!,
            town: towns[i % 3]!,
            title: `${towns[i % 3]}小镇 Plan ${i}`,
            // Several in one millisecond.
            createdAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 3)).toISOString(),
            ...(i % 23 === 0 ? { toCheck: true as const } : {}),
            ...(i % 7 === 0 ? { timestampPending: true as const } : {}),
            ...(i % 5 === 0 ? { number: `青联签〔2026〕${i}号` } : {}),
          });
          expected.push({ id: newId(), listing });
        }
        await Promise.all(expected.map(({ id, listing }) => store.create({ ...documentOf(id), listing })));
        // What lists need comes from the last append.
        const moved = expected[229]!;
        const { toCheck: _, ...rest } = expected[207]!.listing;
        expected[207]!.listing = rest;
        await store.append(expected[207]!.id, 1, [eventAt(2)], rest);
        const { timestampPending: __, ...stamped } = expected[217]!.listing;
        expected[217]!.listing = stamped;
        await store.append(expected[217]!.id, 1, [eventAt(2)], stamped);
        moved.listing = { ...moved.listing, title: '更名之后', stuck: true, toCheck: true };
        await store.append(moved.id, 1, [eventAt(2)], moved.listing);
      });

      async function pages(query: Omit<ListQuery, 'limit'>, limit = 50) {
        const sizes: number[] = [];
        const items: { id: string; listing: Listing }[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.list({ ...query, limit, ...(cursor === undefined ? {} : { cursor }) });
          sizes.push(page.items.length);
          items.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined && sizes.length < 300);
        return { sizes, items };
      }

      const matching = (wanted: (listing: Listing) => boolean) =>
        expected.filter(({ listing }) => wanted(listing));

      async function expectExactly(
        query: Omit<ListQuery, 'limit'>,
        wanted: (listing: Listing) => boolean,
        limit = 50,
      ) {
        const { sizes, items } = await pages(query, limit);
        const found = matching(wanted);
        expect(found.length).toBeGreaterThan(0);
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
        expect([...items].sort(byId)).toEqual([...found].sort(byId));
        expect(sizes.slice(0, -1).every((size) => size === limit)).toBe(true);
        expect(sizes).toHaveLength(Math.ceil(found.length / limit));
        const times = items.map(({ listing }) => listing.createdAt);
        expect(times).toEqual([...times].sort().reverse());
      }

      test('gives each document of a province, a prefecture and a county once, newest first, in full pages', async () => {
        await expectExactly({ scope: '91' }, ({ region }) => region.startsWith('91'));
        await expectExactly({ scope: '9101' }, ({ region }) => region.startsWith('9101'));
        await expectExactly({ scope: '910102' }, ({ region }) => region === '910102', 7);
      });

      test('gives no cursor when the last page is full', async () => {
        const all = matching(({ region }) => region === '910201').length;
        expect((await store.list({ scope: '910201', limit: all })).cursor).toBeUndefined();
        expect((await store.list({ scope: '910201', limit: all - 1 })).cursor).toBeDefined();
      });

      test('filters by type, status, town and words of title or number, alone and together', async () => {
        const below = ({ region }: Listing) => region.startsWith('91');
        await expectExactly({ scope: '91', type: 'pledge' }, (l) => below(l) && l.type === 'pledge');
        await expectExactly(
          { scope: '91', status: 'signing' },
          (l) => below(l) && l.status === 'signing',
          20,
        );
        await expectExactly({ scope: '91', town: '互助·土族' }, (l) => below(l) && l.town === '互助·土族');
        await expectExactly(
          { scope: '91', text: '（河湟）' },
          (l) => below(l) && l.title.includes('（河湟）'),
        );
        await expectExactly(
          { scope: '91', text: 'pLAN 11' },
          (l) => below(l) && l.title.includes('Plan 11'),
          3,
        );
        await expectExactly(
          { scope: '91', text: '〔2026〕1' },
          (l) => below(l) && !!l.number?.includes('〕1'),
          5,
        );
        const both = { scope: '91', type: 'creation-plan', status: 'drafted' as const, text: '龙羊' };
        await expectExactly(both, (l) => below(l) && l.type === 'creation-plan' && l.status === 'drafted');
      });

      test('finds what waits to be looked at, alone and with other filters, and no more when that is done', async () => {
        const waits = (l: Listing) => l.region.startsWith('91') && l.toCheck === true;
        await expectExactly({ scope: '91', toCheck: true }, waits, 4);
        const both = { scope: '91', toCheck: true as const, type: 'pledge', text: 'plan' };
        await expectExactly(both, (l) => waits(l) && l.type === 'pledge' && l.title.includes('Plan'));
      });

      test('takes an empty search for none', async () => {
        await expectExactly({ scope: '9102', text: '' }, ({ region }) => region === '910201');
      });

      test('narrows to a region below the scope, and sees nothing beside it', async () => {
        await expectExactly({ scope: '91', region: '9101' }, ({ region }) => region.startsWith('9101'));
        await expectExactly({ scope: '9101', region: '910101' }, ({ region }) => region === '910101');
        for (const region of ['9201', '920101', '91', '9', '91010', '']) {
          expect(await store.list({ scope: '9101', region, limit: 50 })).toEqual({ items: [] });
        }
      });

      test('does not let a cursor lead out of the scope', async () => {
        const { cursor } = await store.list({ scope: '92', limit: 1 });
        const page = await store.list({ scope: '910102', limit: 100, cursor: cursor! });
        expect(page.items.length).toBeGreaterThan(0);
        expect(page.items.every(({ listing }) => listing.region === '910102')).toBe(true);
      });

      test('says so when a cursor is not one', async () => {
        for (const cursor of ['', 'x', '../..', Buffer.from('nonsense').toString('base64url')]) {
          const listed = store.list({ scope: '91', limit: 5, cursor });
          await expect(listed).rejects.toBeInstanceOf(CursorUnknown);
        }
      });

      test('refuses limits and scopes that no caller may give', async () => {
        for (const limit of [0, 101, Number.NaN]) {
          await expect(store.list({ scope: '91', limit })).rejects.toBeInstanceOf(RangeError);
        }
        for (const scope of ['', '9', '91010', '9101010']) {
          await expect(store.list({ scope, limit: 1 })).rejects.toBeInstanceOf(RangeError);
        }
      });
    });
  });
}
