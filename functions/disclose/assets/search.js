// Search over the pledges of index.json. No page, no network: the same code runs in tests.

/**
 * @typedef {{ code: string, name: string }} Region
 * @typedef {{ number: string, title: string, town: string, prefecture: Region, county: Region,
 *   enterprise: string, issuedOn: string, publishedAt: string, revoked?: object[] }} Pledge
 * @typedef {{ q: string, town: string, county: string, year: string }} Query `county`: the code of a county or a
 *   prefecture; an empty string asks for nothing.
 */

/**
 * Text as it is compared: width and case do not matter, nor spaces, nor which of the many middle dots was typed.
 *
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00b7\u2022\u2027\u2219\u22c5\u30fb\u0387]/g, '\u00b7')
    .replace(/\s+/g, '');
}

/**
 * The calendar date in Shanghai (UTC+8, no summer time since 1992) at an instant: `2026-01-08`.
 *
 * @param {string} instant
 */
export function dateInShanghai(instant) {
  return new Date(Date.parse(instant) + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

/**
 * Folds every pledge once; the returned function then answers a query, in the order of the index.
 *
 * @param {readonly Pledge[]} pledges
 * @returns {(query: Query) => Pledge[]}
 */
export function prepareSearch(pledges) {
  const folded = pledges.map((pledge) => ({
    pledge,
    // A line feed cannot be typed in a search field, so no word matches across two fields.
    text: [pledge.title, pledge.number, pledge.town, pledge.enterprise].map(fold).join('\n'),
    town: fold(pledge.town),
    year: dateInShanghai(pledge.publishedAt).slice(0, 4),
  }));
  return ({ q, town, county, year }) => {
    const words = q.split(/\s+/).map(fold).filter(Boolean);
    const name = fold(town);
    return folded
      .filter(
        (entry) =>
          (year === '' || entry.year === year) &&
          (county === '' || entry.pledge.county.code === county || entry.pledge.prefecture.code === county) &&
          entry.town.includes(name) &&
          words.every((word) => entry.text.includes(word)),
      )
      .map((entry) => entry.pledge);
  };
}
