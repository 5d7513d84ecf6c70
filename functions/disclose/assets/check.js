// The check page: the SHA-256 of a chosen file and its signatures, checked here, and what the register knows about it.
import { readRecord, readRoots } from './check-register.js';
import { startVerifier } from './check-verifier.js';
import { fill } from './fill.js';
import { dateInShanghai } from './search.js';

/**
 * @typedef {import('./check-register.js').HashRecord} HashRecord
 * @typedef {import('./check-verifier.js').Checked} Checked
 * @typedef {import('./check-verifier.js').Problem} Problem
 * @typedef {import('./check-verifier.js').ReportWords} ReportWords
 * @typedef {{ sha256: string, name?: string, size?: string }} Subject
 * @typedef {{ state: 'unknown' } | { state: 'no-answer' } | ({ state: 'published' | 'earlier' } & HashRecord)} Answer
 */

const MB = 1024 * 1024;

/** Of this page, and so of what the verifier says. */
const language = document.documentElement.lang === 'en' ? 'en' : 'zh';

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
/** The verifier at work, to be ended when another check begins. @type {ReturnType<typeof startVerifier> | undefined} */
let verifier;

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
  verifier?.end();
  result.replaceChildren();
  if (valid) lookUp({ sha256 });
  else hash.focus();
});

/** @param {File} file */
async function checkFile(file) {
  const turn = ++latest;
  verifier?.end();
  const about = { name: file.name, size: sizeOf(file.size) };
  hash.value = '';
  hashError.hidden = true;
  hash.removeAttribute('aria-invalid');
  if (file.size > limit) return show('too-big', about);
  // Only secure contexts have it (https, or the machine itself): W3C Web Cryptography API, "SecureContext".
  if (!globalThis.crypto?.subtle) return show('insecure');
  show('working', about);
  const working = startVerifier();
  verifier = working;
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    working.end();
    if (turn === latest) show('unreadable', about);
    return;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (turn !== latest) return;
  show('asking');
  const [register, roots] = await Promise.all([ask(sha256), readRoots().catch(() => undefined)]);
  if (turn !== latest) return;
  show('verifying', about);
  const now = new Date().toISOString();
  /** @type {Checked | { problem: Problem }} */
  const checked = roots
    ? await working.ask({ file: bytes, ...roots, register, now, language })
    : { problem: 'no-root' };
  working.end();
  if (turn !== latest) return;
  const subject = { sha256, ...about };
  result.replaceChildren(
    'problem' in checked
      ? unverified(subject, register, checked.problem)
      : verified(subject, register, checked),
  );
  result.querySelector('[data-retry]')?.addEventListener('click', () => checkFile(file));
}

/** @param {Subject} subject */
async function lookUp(subject) {
  const turn = ++latest;
  show('asking');
  const register = await ask(subject.sha256);
  if (turn !== latest) return;
  result.replaceChildren(compared(subject, register));
  result.querySelector('[data-retry]')?.addEventListener('click', () => lookUp(subject));
}

/**
 * @param {string} sha256
 * @returns {Promise<Answer>}
 */
async function ask(sha256) {
  try {
    const record = await readRecord(sha256);
    if (!record) return { state: 'unknown' };
    return { ...record, state: record.published === record.sha256 ? 'published' : 'earlier' };
  } catch {
    return { state: 'no-answer' };
  }
}

/**
 * What the digest alone tells.
 *
 * @param {Subject} subject
 * @param {Answer} register
 * @param {Record<string, string>} [more]
 */
function compared(subject, register, more = {}) {
  if (register.state === 'no-answer') return fill('failed', { ...subject, ...more });
  if (register.state === 'unknown') return fill('unknown', { ...subject, ...more });
  const { number, title, town, revision, revisions, signedBy, publishedAt } = register;
  const { stamps = 0, publishedStamps = 0, stampedAt, revoked = [] } = register;
  return fill(register.state, {
    ...subject,
    ...more,
    // The record may know of a revocation when no list could be had.
    ...(revoked.length > 0 ? { sound: '' } : {}),
    title,
    number,
    town,
    revision,
    revisions,
    signedBy: signedBy.join(language === 'en' ? ', ' : '、'),
    unsigned: signedBy.length === 0 ? 'yes' : '',
    publishedOn: dateInShanghai(publishedAt),
    stamped: stampedAt && stamps < publishedStamps ? dateInShanghai(stampedAt) : '',
    revoked: revoked
      .map(({ organization, date }) =>
        language === 'en' ? `${organization} (${date})` : `${organization}（${date}）`,
      )
      .join(language === 'en' ? ', ' : '、'),
    page: `pledges/${number}/index.html`,
    pdf: `pledges/${number}/${number}.pdf`,
  });
}

/**
 * The digest tells something even when the signatures could not be looked at.
 *
 * @param {Subject} subject
 * @param {Answer} register
 * @param {Problem} problem
 */
function unverified(subject, register, problem) {
  const outcome = compared(subject, register);
  outcome.querySelector('.outcome')?.append(fill('unverified', { [problem]: 'yes' }));
  return outcome;
}

/**
 * @param {Subject} subject
 * @param {Answer} register
 * @param {Checked} checked
 */
function verified(subject, register, { report: { outcome, register: asked }, words }) {
  const { headline, means, todo, open, archive, revocation, where, detail, note } = words;
  const root = words.roots.join('\n');
  const timeRoots = words.timeRoots.join('\n');
  const revoked = words.revoked.join('\n');
  const found = { headline, means, todo, where, revoked, revocation, detail, register: words.register };
  const facts = { ...subject, ...found, root };
  const listed = register.state === 'published' || register.state === 'earlier';
  // The file before any signature has its place in the register; without one it is a file of unknown origin.
  if (outcome === 'unsigned' && listed) return compared(subject, register);
  if (outcome === 'unsigned' || outcome === 'unsound') {
    const turnedDown = fill('unsound', facts);
    // Nobody claims anything of a file without a signature.
    if (outcome === 'unsigned') turnedDown.querySelector('.outcome')?.classList.replace('bad', 'caution');
    return turnedDown;
  }
  const { page = '', pdf = '' } = asked;
  const shown = listed
    ? compared(subject, register, { sound: 'yes' })
    : fill(outcome, { ...facts, page, pdf });
  const signatures = fill('signatures', { open, archive, revoked, revocation, root, timeRoots, note });
  /** @param {string} name @param {DocumentFragment[]} rows */
  const list = (name, rows) => signatures.querySelector(`[data-rows="${name}"]`)?.append(...rows);
  list(
    'parties',
    words.parties.map((party) => fill('party', party)),
  );
  list(
    'revoked',
    words.revoked.map((text) => fill('revision-line', { text })),
  );
  list(
    'revisions',
    words.revisions.map((text) => fill('revision-line', { text })),
  );
  shown.querySelector('.outcome')?.append(signatures);
  return shown;
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
