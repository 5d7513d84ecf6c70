// What the check page asks its own register: the record of a digest, and the roots to believe.

/**
 * by-hash/<sha256>.json.
 *
 * @typedef {{ format: string, sha256: string, number: string, title: string, town: string, revision: number,
 *   revisions: number, signedBy: string[], published: string, publishedAt: string, stamps?: number,
 *   publishedStamps?: number, stampedAt?: string, revoked?: { organization: string, date: string }[],
 *   page: string, pdf: string }} HashRecord
 */

const FORMAT = 'lianqian-revision/1';
/** All roots under which published files are believed. */
const ROOTS = 'ca/roots.pem';
const TIME_ROOTS = 'ca/timestamp-roots.pem';

/**
 * The record of a digest, or nothing if the register has none; throws if the register did not answer.
 * A bucket may say 403 for a file that is not there, and so may a proxy for everything: only a register
 * whose feed is there says "unknown".
 *
 * @param {string} sha256
 * @returns {Promise<HashRecord | undefined>}
 */
export async function readRecord(sha256) {
  const answer = await fetch(`by-hash/${sha256}.json`, { cache: 'no-cache' });
  if (answer.ok) {
    const record = await answer.json();
    if (record.format !== FORMAT || record.sha256 !== sha256) throw new Error('not the record asked for');
    return record;
  }
  if (answer.status !== 404 && answer.status !== 403) throw new Error(`by-hash: ${answer.status}`);
  const feed = await (await fetch('feed.json', { cache: 'no-cache' })).json();
  if (!Array.isArray(feed.items)) throw new Error('feed.json is not the feed of a register');
  return undefined;
}

/**
 * The files of the roots, as they are; throws if the register did not give them.
 *
 * @returns {Promise<{ roots: ArrayBuffer, timeRoots: ArrayBuffer }>}
 */
export async function readRoots() {
  const [roots, timeRoots] = await Promise.all(
    [ROOTS, TIME_ROOTS].map(async (path) => {
      const answer = await fetch(path, { cache: 'no-cache' });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.arrayBuffer();
    }),
  );
  return {
    roots: /** @type {ArrayBuffer} */ (roots),
    timeRoots: /** @type {ArrayBuffer} */ (timeRoots),
  };
}
