// The search of the register page. The address keeps the query, so that a search can be sent and reloaded.
import { fill } from './fill.js';
import { dateInShanghai, prepareSearch } from './search.js';

/** @typedef {import('./search.js').Query} Query */
/** @typedef {import('./search.js').Pledge} Pledge */

const PAGE = 200;
const TYPING_PAUSE_MS = 150;
/** @type {readonly (keyof Query)[]} */
const NAMES = ['q', 'town', 'county', 'year'];

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('search'));
if (form) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  const status = /** @type {HTMLElement} */ (document.getElementById('status'));
  const found = /** @type {HTMLElement} */ (document.getElementById('found'));
  const listed = /** @type {HTMLElement} */ (document.getElementById('listed'));
  const more = /** @type {HTMLButtonElement} */ (document.getElementById('more'));
  const body = /** @type {HTMLTableSectionElement} */ (found.querySelector('tbody'));

  /** @type {Promise<(query: Query) => Pledge[]> | undefined} */
  let index;
  /** @type {Pledge[]} */
  let rest = [];
  /** Counts searches, so that a slow answer does not overwrite a newer one. */
  let latest = 0;
  let typing = 0;

  form.hidden = false;
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
  const asked = new URLSearchParams(location.search);
  for (const name of NAMES) field(name).value = asked.get(name) ?? '';

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  form.addEventListener('reset', () => setTimeout(search));
  form.addEventListener('input', (event) => {
    if (/** @type {InputEvent} */ (event).isComposing) return;
    clearTimeout(typing);
    typing = window.setTimeout(search, TYPING_PAUSE_MS);
  });
  form.addEventListener('compositionend', search);
  form.addEventListener('focusin', () => load().catch(() => {}), { once: true });
  more.addEventListener('click', () => {
    const first = showMore();
    first?.querySelector('a')?.focus();
  });
  status.addEventListener('click', (event) => {
    if (/** @type {HTMLElement} */ (event.target).matches('[data-retry]')) search();
  });
  if (NAMES.some((name) => field(name).value !== '')) search();

  /** The search over index.json, read once; a failed reading is tried again at the next search. */
  function load() {
    index ??= fetch('index.json').then(async (answer) => {
      if (!answer.ok) throw new Error(`index.json: ${answer.status}`);
      return prepareSearch((await answer.json()).pledges);
    });
    index.catch(() => {
      index = undefined;
    });
    return index;
  }

  async function search() {
    clearTimeout(typing);
    const turn = ++latest;
    const query = /** @type {Query} */ (
      Object.fromEntries(NAMES.map((name) => [name, field(name).value.trim()]))
    );
    keepInAddress(query);
    if (NAMES.every((name) => query[name] === '')) {
      found.hidden = true;
      listed.hidden = false;
      status.replaceChildren();
      return;
    }
    const slow = setTimeout(() => turn === latest && status.replaceChildren(fill('loading')), 200);
    try {
      const result = (await load())(query);
      if (turn === latest) show(result);
    } catch {
      if (turn === latest) status.replaceChildren(fill('failed'));
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {Pledge[]} result */
  function show(result) {
    rest = result;
    body.replaceChildren();
    showMore();
    status.replaceChildren(result.length === 0 ? fill('none') : fill('count', { count: result.length }));
    found.hidden = result.length === 0;
    listed.hidden = true;
  }

  /** Appends the next rows and returns the first of them. */
  function showMore() {
    const rows = rest.slice(0, PAGE).map((pledge) =>
      fill('row', {
        title: pledge.title,
        page: `pledges/${pledge.number}/index.html`,
        number: pledge.number,
        town: pledge.town,
        prefecture: pledge.prefecture.name,
        county: pledge.county.name,
        enterprise: pledge.enterprise,
        publishedOn: dateInShanghai(pledge.publishedAt),
        revoked: pledge.revoked ? 'yes' : '',
      }),
    );
    rest = rest.slice(PAGE);
    const position = body.children.length;
    body.append(...rows);
    more.hidden = rest.length === 0;
    return body.children[position];
  }
}

/** @param {Query} query */
function keepInAddress(query) {
  const kept = new URLSearchParams(
    NAMES.filter((name) => query[name] !== '').map((name) => [name, query[name]]),
  );
  const text = kept.toString();
  history.replaceState(null, '', text === '' ? location.pathname : `?${text}`);
}
