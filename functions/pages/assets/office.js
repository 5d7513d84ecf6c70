// The console's comforts: rows without a round trip, a preview beside the form, a word before work is lost.
// Everything here also works without it.

import './office-parts.js';

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('#form'));

for (const button of document.querySelectorAll('button[data-confirm]')) {
  button.addEventListener('click', (event) => {
    if (!window.confirm(button.getAttribute('data-confirm') ?? '')) event.preventDefault();
  });
}

// The same form is not sent twice.
for (const sent of document.forms) {
  if (sent.method !== 'post') continue;
  sent.addEventListener('submit', (event) => {
    const pressed = /** @type {SubmitEvent} */ (event).submitter;
    if (pressed?.getAttribute('formtarget')) return;
    if (sent.dataset.sent) event.preventDefault();
    sent.dataset.sent = 'yes';
  });
}
window.addEventListener('pageshow', () => {
  for (const sent of document.forms) delete sent.dataset.sent;
});

if (form) {
  warnOfUnsavedWork(form);
  manageRows(form);
  followPrefecture(form);
  showPreview(form);
  document.querySelector('#problems:not([hidden])')?.scrollIntoView({ block: 'center' });
}

/** @param {HTMLFormElement} sheet */
function warnOfUnsavedWork(sheet) {
  // A page that came back with problems holds what is not saved.
  let unsaved = Boolean(document.querySelector('.note.bad'));
  const state = sheet.querySelector('[data-state]');
  const changed = () => {
    unsaved = true;
    if (state) state.textContent = '有未保存的修改';
  };
  sheet.addEventListener('input', changed);
  sheet.addEventListener('rowschanged', changed);
  sheet.addEventListener('submit', (event) => {
    if (!(/** @type {SubmitEvent} */ (event).submitter?.getAttribute('formtarget'))) unsaved = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
}

/** @param {HTMLFormElement} sheet */
function manageRows(sheet) {
  sheet.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const add = /** @type {HTMLButtonElement | null} */ (target.closest('button[name="_add"]'));
    const remove = /** @type {HTMLButtonElement | null} */ (target.closest('button[name="_remove"]'));
    const rows = (add ?? remove)?.closest('[data-rows]');
    if (!rows) return;
    event.preventDefault();
    if (add) addRow(rows);
    else removeRow(rows, /** @type {Element} */ (remove?.closest('[data-row]')));
    sheet.dispatchEvent(new Event('rowschanged'));
  });
}

/** @param {Element} rows */
function rowsOf(rows) {
  return [...(rows.querySelector('[data-list]')?.children ?? [])];
}

/** @param {Element} rows */
function addRow(rows) {
  const template = rows.querySelector('template');
  const list = rows.querySelector('[data-list]');
  const max = Number(rows.getAttribute('data-max'));
  if (!template || !list || list.children.length >= max) return;
  const row = /** @type {Element} */ (template.content.firstElementChild?.cloneNode(true));
  place(row, '{n}', list.children.length);
  list.append(row);
  limit(rows);
  /** @type {HTMLElement | null} */ (row.querySelector('input, select, textarea'))?.focus();
  // The next row can be added without scrolling; the bar of buttons does not cover it (scroll-padding).
  rows.querySelector('.add')?.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {Element} rows
 * @param {Element} row
 */
function removeRow(rows, row) {
  const index = rowsOf(rows).indexOf(row);
  row.remove();
  for (const [at, later] of rowsOf(rows).entries()) if (at >= index) place(later, String(at + 1), at);
  limit(rows);
  const next = rowsOf(rows)[index] ?? rowsOf(rows).at(-1) ?? rows;
  /** @type {HTMLElement | null} */ (next.querySelector('input, select, textarea, .add'))?.focus();
}

/**
 * Gives a row and all in it the names of its place.
 * @param {Element} row
 * @param {string} old
 * @param {number} index
 */
function place(row, old, index) {
  const rows = row.id.slice(0, row.id.lastIndexOf('-'));
  const path = row.querySelector('.remove')?.getAttribute('value') ?? '';
  const base = path.slice(0, path.lastIndexOf('.'));
  for (const part of [row, ...row.querySelectorAll('*')]) {
    for (const name of ['id', 'for', 'name', 'value', 'aria-describedby']) {
      const value = part.getAttribute(name);
      // A value is a place only on the button that removes the row.
      if (value === null || (name === 'value' && !part.matches('.remove'))) continue;
      const moved = value
        .split(' ')
        .map((word) => moveWord(moveWord(word, `${rows}-`, old, index), `${base}.`, old, index))
        .join(' ');
      part.setAttribute(name, moved);
    }
  }
  const legend = row.querySelector('legend');
  if (legend) legend.textContent = (legend.textContent ?? '').replace(/(\{i\}|\d+)\s*$/, String(index + 1));
  row.querySelector('.remove')?.setAttribute('aria-label', `删除${legend?.textContent ?? ''}`);
}

/**
 * @param {string} word
 * @param {string} before
 * @param {string} old
 * @param {number} index
 */
function moveWord(word, before, old, index) {
  return word.startsWith(before + old) ? before + index + word.slice(before.length + old.length) : word;
}

/** @param {Element} rows */
function limit(rows) {
  const add = /** @type {HTMLButtonElement | null} */ (rows.querySelector('.add'));
  if (add) add.disabled = rowsOf(rows).length >= Number(rows.getAttribute('data-max'));
}

/**
 * Only the counties of the prefecture chosen are offered.
 * @param {HTMLFormElement} sheet
 */
function followPrefecture(sheet) {
  const prefecture = /** @type {HTMLSelectElement | null} */ (
    sheet.querySelector('[data-region="prefecture"]')
  );
  const county = /** @type {HTMLSelectElement | null} */ (sheet.querySelector('[data-region="county"]'));
  if (!prefecture || !county) return;
  const follow = () => {
    const chosen = prefecture.value.slice(0, 4);
    for (const group of county.querySelectorAll('optgroup')) {
      const first = /** @type {HTMLOptionElement | null} */ (group.querySelector('option'));
      const selected = /** @type {HTMLOptionElement | null} */ (group.querySelector('option:checked'));
      const other = chosen !== '' && !first?.value.startsWith(chosen) && !selected;
      group.hidden = other;
      group.disabled = other;
    }
  };
  prefecture.addEventListener('change', () => {
    if (!county.value.startsWith(prefecture.value.slice(0, 4))) county.value = '';
    follow();
  });
  follow();
}

/** @param {HTMLFormElement} sheet */
function showPreview(sheet) {
  const button = /** @type {HTMLButtonElement | null} */ (sheet.querySelector('[data-do="preview"]'));
  const section = document.querySelector('.preview');
  const frame = /** @type {HTMLIFrameElement | null} */ (section?.querySelector('iframe'));
  const open = /** @type {HTMLAnchorElement | null} */ (section?.querySelector('[data-open]'));
  const hint = /** @type {HTMLElement | null} */ (section?.querySelector('[data-hint]'));
  if (!button || !section || !frame || !open || !hint) return;
  let shown = '';

  button.addEventListener('click', async (event) => {
    event.preventDefault();
    button.disabled = true;
    say('正在生成预览……');
    const typed = new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(sheet)]));
    const warned = askForWarnings(sheet, typed);
    try {
      const response = await fetch(sheet.dataset.preview ?? '', {
        method: 'POST',
        headers: { accept: 'application/pdf, application/json' },
        body: typed,
      });
      await warned;
      const type = response.headers.get('content-type') ?? '';
      if (response.ok && type.startsWith('application/pdf')) show(await response.blob());
      else if (response.status === 422 && type.startsWith('application/json')) {
        const { problems } = await response.json();
        markProblems(sheet, problems);
        say(`有 ${problems.length} 处需要改正，改正后再预览。`);
      } else
        say(response.status === 401 ? '登录已超时，请保存草稿以继续。' : '预览没有成功，请保存草稿后再试。');
    } catch {
      say('网络中断，预览没有成功，请稍后再试。');
    } finally {
      button.disabled = false;
    }
  });

  /** @param {Blob} pdf */
  function show(pdf) {
    if (shown) URL.revokeObjectURL(shown);
    shown = URL.createObjectURL(pdf);
    markProblems(sheet, []);
    section?.classList.add('filled');
    if (hint) hint.hidden = true;
    if (frame) frame.src = shown;
    if (!open) return;
    open.href = shown;
    open.hidden = false;
    // On one column the preview lies below the form.
    if (section && section.getBoundingClientRect().top > window.innerHeight)
      section.scrollIntoView({ block: 'start' });
  }

  /** @param {string} words */
  function say(words) {
    if (!hint) return;
    hint.textContent = words;
    hint.hidden = false;
  }
}

/**
 * What is unusual and may stay: shown, and noted as seen, so that issuing need not ask again.
 * @param {HTMLFormElement} sheet
 * @param {URLSearchParams} typed
 */
async function askForWarnings(sheet, typed) {
  const answer = await fetch(sheet.dataset.warnings ?? '', { method: 'POST', body: typed }).catch(
    () => undefined,
  );
  if (!answer?.ok) return;
  const { warnings, warned } = await answer.json();
  markWarnings(sheet, warnings);
  /** @type {HTMLInputElement} */ (sheet.elements.namedItem('_warned')).value = warned;
}

/**
 * @param {HTMLFormElement} sheet
 * @param {{ path: string, message: string }[]} warnings
 */
function markWarnings(sheet, warnings) {
  for (const old of sheet.querySelectorAll('.warning')) old.remove();
  const summary = /** @type {HTMLElement | null} */ (sheet.querySelector('#warnings'));
  const list = summary?.querySelector('ol');
  if (!summary || !list) return;
  list.replaceChildren(...warnings.map(summaryItem));
  summary.hidden = warnings.length === 0;
  for (const { path, message } of warnings) {
    const field = fieldAt(path);
    if (!field) continue;
    const beneath = document.createElement('p');
    beneath.className = 'warning';
    beneath.id = `${field.id}-warning`;
    beneath.textContent = `提示：${message}`;
    if (field.matches('fieldset')) field.querySelector('legend')?.after(beneath);
    else {
      field.closest('.field')?.append(beneath);
      const before = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      field.setAttribute('aria-describedby', [...new Set([...before, beneath.id])].join(' '));
    }
  }
}

/** @param {string} path */
function fieldAt(path) {
  return document.getElementById(`f-${path.replaceAll('.', '-')}`);
}

/** @param {{ path: string, message: string }} note */
function summaryItem({ path, message }) {
  const item = document.createElement('li');
  const field = fieldAt(path);
  if (field) {
    const link = document.createElement('a');
    link.href = `#${field.id}`;
    link.textContent = nameOf(field);
    item.append(link, '：');
  }
  item.append(message);
  return item;
}

/**
 * Errors beside their fields and in the summary, as the server would have put them.
 * @param {HTMLFormElement} sheet
 * @param {{ path: string, message: string }[]} problems
 */
function markProblems(sheet, problems) {
  for (const error of sheet.querySelectorAll('.error')) error.remove();
  for (const field of sheet.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  for (const wrong of sheet.querySelectorAll('.wrong')) wrong.classList.remove('wrong');
  const summary = /** @type {HTMLElement | null} */ (sheet.querySelector('#problems'));
  const list = summary?.querySelector('ol');
  if (!summary || !list) return;
  list.replaceChildren();
  summary.hidden = problems.length === 0;
  const count = summary.querySelector('[data-count]');
  if (count) count.textContent = String(problems.length);
  for (const { path, message } of problems) {
    list.append(summaryItem({ path, message }));
    const field = fieldAt(path);
    if (field) markField(field, message);
  }
  if (problems.length > 0) {
    summary.scrollIntoView({ block: 'center' });
    summary.focus({ preventScroll: true });
  }
}

/**
 * With the group it stands in: 总投资 alone may name ten fields.
 * @param {Element} field
 */
function nameOf(field) {
  const legendOf = (/** @type {Element | null | undefined} */ group) =>
    group?.querySelector('legend')?.firstChild?.textContent ?? '';
  const label = document.querySelector(`label[for="${field.id}"]`)?.firstChild?.textContent;
  const within = legendOf(field.parentElement?.closest('fieldset'));
  return [within, label ?? legendOf(field)].filter((name) => name !== '').join(' · ');
}

/**
 * @param {Element} field
 * @param {string} message
 */
function markField(field, message) {
  const holder = field.matches('fieldset') ? field : field.closest('.field');
  const error = document.createElement('p');
  error.className = 'error';
  error.id = `${field.id}-error`;
  error.textContent = message;
  holder?.classList.add('wrong');
  if (field.matches('fieldset')) {
    field.querySelector('legend')?.after(error);
    return;
  }
  holder?.append(error);
  field.setAttribute('aria-invalid', 'true');
  const help = document.getElementById(`${field.id}-help`);
  field.setAttribute('aria-describedby', [...(help ? [help.id] : []), error.id].join(' '));
}
