// A listing as attributes of its item, and back: what the wake index and the three listing indexes are made of.
import type { Listing } from '../ports/document-store.ts';
import { WAKE_SHARD } from './dynamo-table.ts';

export interface ListingAttributes
  extends Omit<Listing, 'number' | 'wakeAt' | 'toCheck' | 'timestampPending'> {
  number: string | undefined;
  wakeAt: string | undefined;
  /** There with `wakeAt`, absent with it: the index is sparse. */
  wakeShard: string | undefined;
  province: string;
  prefecture: string;
  county: string;
  /** `<createdAt>#<id>`: newest first, and no two alike. */
  createdKey: string;
  /**
   * Title and number in lower case: DynamoDB's `contains` knows no case. At its end STAMP_MARK and CHECK_MARK: an index's
   * projection is fixed when it is made, so what lists show or filter by later has to stand in an attribute that is in it.
   */
  search: string;
}

export const OPTIONAL_ATTRIBUTES = ['number', 'wakeAt', 'wakeShard'] as const;

export function toAttributes(id: string, listing: Listing): ListingAttributes {
  const { type, status, title, town, region, number, createdAt, wakeAt, stuck } = listing;
  const marks = (listing.timestampPending ? STAMP_MARK : '') + (listing.toCheck ? CHECK_MARK : '');
  return {
    type,
    status,
    title,
    town,
    region,
    number,
    createdAt,
    wakeAt,
    stuck,
    wakeShard: wakeAt === undefined ? undefined : WAKE_SHARD,
    province: region.slice(0, 2),
    prefecture: region.slice(0, 4),
    county: region.slice(0, 6),
    createdKey: `${createdAt}#${id}`,
    search: searchText(`${title}\n${number ?? ''}`) + marks,
  };
}

export function fromAttributes(
  item: Omit<ListingAttributes, 'wakeShard' | 'province' | 'prefecture' | 'county'>,
): Listing {
  const { type, status, title, town, region, number, createdAt, wakeAt, stuck, search } = item;
  return {
    type,
    status,
    title,
    town,
    region,
    createdAt,
    stuck,
    ...(number === undefined ? {} : { number }),
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(search.endsWith(CHECK_MARK) ? { toCheck: true } : {}),
    ...(search.includes(STAMP_MARK) ? { timestampPending: true } : {}),
  };
}

/** No title and no number holds a control character, so nobody finds or forges it by words. */
export const CHECK_MARK = '\u0001check';
const STAMP_MARK = '\u0002';

export const searchText = (text: string): string => text.toLowerCase();
