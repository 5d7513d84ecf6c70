// index.json: one line per published pledge, newest first; what lists, search and feed need and no more.
import { ROLES } from '../domain/party.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { checkDisclosable, type DisclosedPledge, type Region } from './disclosed-pledge.ts';
import { type PublicRevocation, publicRevocations } from './public-revocations.ts';

const FORMAT = 'lianqian-register/1';

export interface IndexEntry {
  number: string;
  title: string;
  town: string;
  prefecture: Region;
  county: Region;
  /** The organization of the enterprise, 投资运营主体. */
  enterprise: string;
  issuedOn: CalendarDate;
  publishedAt: Instant;
  /** Signatures that no longer stand; absent: all do. */
  revoked?: PublicRevocation[];
}

/** The bytes are not an index this version can add to without losing something. */
export class IndexNotUnderstood extends Error {
  override readonly name = 'IndexNotUnderstood';
}

export function indexEntry(pledge: DisclosedPledge): IndexEntry {
  checkDisclosable(pledge);
  return {
    number: pledge.number,
    title: pledge.title,
    town: pledge.town,
    prefecture: { code: pledge.prefecture.code, name: pledge.prefecture.name },
    county: { code: pledge.county.code, name: pledge.county.name },
    enterprise: pledge.parties.find((party) => party.role === 'enterprise')?.organization ?? '',
    issuedOn: pledge.issuedOn,
    publishedAt: new Date(pledge.publishedAt).toISOString(),
    ...publicRevocations(pledge),
  };
}

/** Newest first, then by number; one pledge per line, so that two versions compare line by line. */
export function writeIndex(entries: readonly IndexEntry[]): Uint8Array {
  const lines = [...entries].sort(newestFirst).map((entry) => JSON.stringify(entry));
  return new TextEncoder().encode(`{"format":"${FORMAT}","pledges":[\n${lines.join(',\n')}\n]}\n`);
}

/** Throws IndexNotUnderstood on other formats, on names it does not know and on a pledge listed twice. */
export function readIndex(bytes: Uint8Array): IndexEntry[] {
  const parsed = parse(bytes);
  if (!isObject(parsed) || parsed.format !== FORMAT || !Array.isArray(parsed.pledges)) {
    throw new IndexNotUnderstood(`not in the format ${FORMAT}`);
  }
  const entries = parsed.pledges.map(readEntry);
  if (new Set(entries.map((entry) => entry.number)).size !== entries.length) {
    throw new IndexNotUnderstood('a pledge is listed twice');
  }
  return entries.sort(newestFirst);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new IndexNotUnderstood('not JSON in UTF-8', { cause });
  }
}

function readEntry(value: unknown, position: number): IndexEntry {
  const fail = (what: string) => new IndexNotUnderstood(`pledge ${position + 1} of the index: ${what}`);
  const fields = (from: unknown, names: readonly string[]) => {
    if (!isObject(from)) throw fail('not an object');
    const unknown = Object.keys(from).find((name) => !names.includes(name));
    if (unknown !== undefined) throw fail(`unknown name ${JSON.stringify(unknown)}`);
    return from;
  };
  const text = (from: Record<string, unknown>, name: string): string => {
    const found = from[name];
    if (typeof found !== 'string') throw fail(`${name} is not text`);
    return found;
  };
  const region = (from: unknown): Region => {
    const object = fields(from, ['code', 'name']);
    return { code: text(object, 'code'), name: text(object, 'name') };
  };
  const revocations = (from: unknown): PublicRevocation[] => {
    if (!Array.isArray(from)) throw fail('revoked is no list');
    return from.map((one) => {
      const object = fields(one, REVOCATION_NAMES);
      const role = ROLES.find((known) => known === object.role);
      if (!role) throw fail('a signature of no party is revoked');
      return {
        role,
        organization: text(object, 'organization'),
        date: text(object, 'date'),
        at: text(object, 'at'),
        noted: text(object, 'noted'),
      };
    });
  };
  const entry = fields(value, ENTRY_NAMES);
  if (!/^\d{20}$/.test(text(entry, 'number'))) throw fail('its number is not 20 digits');
  if (Number.isNaN(Date.parse(text(entry, 'publishedAt')))) throw fail('publishedAt cannot be read');
  return {
    number: text(entry, 'number'),
    title: text(entry, 'title'),
    town: text(entry, 'town'),
    prefecture: region(entry.prefecture),
    county: region(entry.county),
    enterprise: text(entry, 'enterprise'),
    issuedOn: text(entry, 'issuedOn'),
    publishedAt: text(entry, 'publishedAt'),
    ...(entry.revoked === undefined ? {} : { revoked: revocations(entry.revoked) }),
  };
}

const ENTRY_NAMES: readonly (keyof IndexEntry)[] = [
  'number',
  'title',
  'town',
  'prefecture',
  'county',
  'enterprise',
  'issuedOn',
  'publishedAt',
  'revoked',
];

const REVOCATION_NAMES: readonly (keyof PublicRevocation)[] = ['role', 'organization', 'date', 'at', 'noted'];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function newestFirst(a: IndexEntry, b: IndexEntry): number {
  return compare(b.publishedAt, a.publishedAt) || compare(b.number, a.number);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
