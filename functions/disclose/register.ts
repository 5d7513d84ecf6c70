// The register as a whole: its index, and the pages, feed, scripts and styles that follow from it.
import { dateInShanghai, formatInstant } from '../domain/time.ts';
import type { DisclosedPledge } from './disclosed-pledge.ts';
import { feedEntry } from './feed.ts';
import { type IndexEntry, indexEntry, readIndex, writeIndex } from './index-file.ts';
import { htmlEntry, type PublicEntry } from './public-entry.ts';
import { pledgePagePath, yearPagePath } from './public-paths.ts';
import { renderPage, site } from './views.ts';

/** How many pledges the first page lists without a script. */
const LISTED = 200;

/** The index of a register without pledges. */
export function emptyIndex(): Uint8Array {
  return writeIndex([]);
}

/**
 * index.json with this pledge added, or replaced if its number is there. The same pledges give the same
 * bytes whatever the order in which they came. Throws IndexNotUnderstood rather than drop what it cannot read.
 */
export function addToIndex(index: Uint8Array | undefined, pledge: DisclosedPledge): Uint8Array {
  return addAllToIndex(index, [pledge]);
}

/** The same with many: the index of an office with thousands of pledges is written once. */
export function addAllToIndex(
  index: Uint8Array | undefined,
  pledges: readonly DisclosedPledge[],
): Uint8Array {
  const standing = index === undefined ? [] : readIndex(index);
  const entries = new Map([...standing, ...pledges.map(indexEntry)].map((entry) => [entry.number, entry]));
  return writeIndex([...entries.values()]);
}

/** What is to be written whenever the index changes; index.json itself is not among it. */
export function registerFiles(index: Uint8Array): PublicEntry[] {
  const entries = readIndex(index);
  const byYear = groupByYear(entries);
  const years = [...byYear].map(([year, found]) => ({ year, count: found.length, path: yearPagePath(year) }));
  return [
    ...site.files.map(({ name, bytes, contentType }) => ({ path: `assets/${name}`, bytes, contentType })),
    htmlEntry('check.html', renderPage('check', { root: './' })),
    htmlEntry('check-en.html', renderPage('check-en', { root: './', english: true })),
    ...[...byYear].map(([year, found]) => yearPage(year, found)),
    feedEntry(entries),
    htmlEntry('index.html', registerPage(entries, years)),
  ];
}

function registerPage(entries: readonly IndexEntry[], years: readonly { year: string }[]): string {
  const newest = entries[0];
  return renderPage('register', {
    root: './',
    total: entries.length,
    fallen: entries.filter(({ revoked }) => revoked).length,
    shortened: entries.length > LISTED ? LISTED : null,
    updatedAt: newest ? formatInstant(newest.publishedAt) : null,
    rows: entries.slice(0, LISTED).map((entry) => row(entry, './')),
    prefectures: prefectures(entries),
    years,
  });
}

function yearPage(year: string, entries: readonly IndexEntry[]): PublicEntry {
  const rows = entries.map((entry) => row(entry, '../'));
  return htmlEntry(
    yearPagePath(year),
    renderPage('year', { root: '../', year, total: entries.length, rows }),
  );
}

function row(entry: IndexEntry, root: string) {
  return {
    href: root + pledgePagePath(entry.number),
    number: entry.number,
    title: entry.title,
    town: entry.town,
    prefecture: entry.prefecture.name,
    county: entry.county.name,
    enterprise: entry.enterprise,
    publishedOn: dateInShanghai(entry.publishedAt),
    fallen: entry.revoked !== undefined,
  };
}

/** Entries by the year in Shanghai in which they were published; the newest year first, as the entries are. */
function groupByYear(entries: readonly IndexEntry[]): Map<string, IndexEntry[]> {
  const years = new Map<string, IndexEntry[]>();
  for (const entry of entries) {
    const year = dateInShanghai(entry.publishedAt).slice(0, 4);
    const listed = years.get(year);
    if (listed) listed.push(entry);
    else years.set(year, [entry]);
  }
  return years;
}

/** The divisions that have pledges, for the search form, by code. */
function prefectures(entries: readonly IndexEntry[]) {
  const found = new Map<string, { code: string; name: string; counties: Map<string, string> }>();
  for (const { prefecture, county } of entries) {
    if (!found.has(prefecture.code)) found.set(prefecture.code, { ...prefecture, counties: new Map() });
    const { counties } = found.get(prefecture.code)!;
    if (!counties.has(county.code)) counties.set(county.code, county.name);
  }
  return [...found.values()]
    .sort((a, b) => Number(a.code) - Number(b.code))
    .map(({ code, name, counties }) => ({
      code,
      name,
      counties: [...counties]
        .map(([countyCode, countyName]) => ({ code: countyCode, name: countyName }))
        .sort((a, b) => Number(a.code) - Number(b.code)),
    }));
}
