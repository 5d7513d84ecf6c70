// The check page: the SHA-256 of a chosen file, computed here, and what the register knows about it.
import { fill } from './fill.js';
import { dateInShanghai } from './search.js';

/**
 * by-hash/<sha256>.json.
 *
 * @typedef {{ format: string, sha256: string, number: string, title: string, town: string, revision: number,
 *   revisions: number, signedBy: string[], published: string, publishedAt: string, page: string, pdf: string }} HashRecord
 * @typedef {{ sha256: string, name?: string, size?: string }} Subject
 */

const MB = 1024 * 1024;
const FORMAT = 'lianqian-revision/1';

const tools = /** @type {HTMLElement} */ (document.getElementById('tools'));
const drop = /** @type {HTMLElement} */ (document.getElementById('drop'));
const input = /** @type {HTMLInputElement} */ (document.getElementById('file'));
const form = /** @type {HTMLFormElement} */ (document.getElementById('by-hash'));
const hash = /** @type {HTMLInputElement} */ (document.getElementById('hash'));
const hashError = /** @type {HTMLElement} */ (document.getElementById('hash-error'));
const result = /** @type {HTMLElement} */ (document.getElementById('result'));
const limit = Number(tools.dataset.limitMb) * MB;

/** Counts checks, so that a slow answer about one file does not stand under another. */
let latest = 0;

tools.hidden = false;
input.addEventListener('change', () => {
  const file = input.files?.[0];
  if (file) checkFile(file);
});
// The same file may be chosen again, after a change for instance.
input.addEventListener('click', () => {
  input.value = '';
});
// A file that misses the frame must not make the browser leave the page and open it.
for (const kind of ['dragenter', 'dragover']) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
}
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) drop.classList.remove('over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  input.value = '';
  checkFile(file);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  // As tools print it: certutil with spaces on older Windows, others with colons or in capitals.
  const sha256 = hash.value.replace(/[\s:]/g, '').toLowerCase();
  const valid = /^[0-9a-f]{64}$/.test(sha256);
  hashError.hidden = valid;
  hash.setAttribute('aria-invalid', String(!valid));
  input.value = '';
  latest += 1;
  result.replaceChildren();
  if (valid) lookUp({ sha256 }, latest);
  else hash.focus();
});

/** @param {File} file */
async function checkFile(file) {
  const turn = ++latest;
  const about = { name: file.name, size: sizeOf(file.size) };
  hash.value = '';
  hashError.hidden = true;
  hash.removeAttribute('aria-invalid');
  if (file.size > limit) return show('too-big', about);
  // Only secure contexts have it (https, or the machine itself): W3C Web Cryptography API, "SecureContext".
  if (!globalThis.crypto?.subtle) return show('insecure');
  show('working', about);
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    if (turn === latest) show('unreadable', about);
    return;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (turn === latest) await lookUp({ sha256, ...about }, turn);
}

/**
 * @param {Subject} subject
 * @param {number} turn
 */
async function lookUp(subject, turn) {
  show('asking');
  /** @type {HashRecord | undefined} */
  let record;
  try {
    record = await readRecord(subject.sha256);
  } catch {
    if (turn !== latest) return;
    show('failed', { ...subject });
    result.querySelector('[data-retry]')?.addEventListener('click', () => lookUp(subject, ++latest));
    return;
  }
  if (turn !== latest) return;
  if (!record) return show('unknown', { ...subject });
  show(record.published === record.sha256 ? 'published' : 'earlier', {
    ...subject,
    title: record.title,
    number: record.number,
    town: record.town,
    revision: record.revision,
    revisions: record.revisions,
    signedBy: record.signedBy.join('、'),
    unsigned: record.signedBy.length === 0 ? 'yes' : '',
    publishedOn: dateInShanghai(record.publishedAt),
    page: `pledges/${record.number}/index.html`,
    pdf: `pledges/${record.number}/${record.number}.pdf`,
  });
}

/**
 * The record of a digest, or nothing if the register has none; throws if the register did not answer.
 * A bucket may say 403 for a file that is not there, and so may a proxy for everything: only a register
 * whose feed is there says "unknown".
 *
 * @param {string} sha256
 * @returns {Promise<HashRecord | undefined>}
 */
async function readRecord(sha256) {
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
 * @param {string} id
 * @param {Record<string, string | number>} [values]
 */
function show(id, values) {
  result.replaceChildren(fill(id, values));
}

/** @param {number} bytes */
function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1000 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1)} MB`;
}
