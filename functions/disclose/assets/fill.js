// Puts values into the elements of a <template>: as text and as addresses, never as markup.

/**
 * A copy of the template `id`. `data-field="name"` gets the value's text, `data-href="name"` its address;
 * an element with `data-if="name"` goes if the value is empty.
 *
 * @param {string} id
 * @param {Record<string, string | number>} [values]
 * @returns {DocumentFragment}
 */
export function fill(id, values = {}) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const value = (/** @type {string | undefined} */ name) => String(values[name ?? ''] ?? '');
  for (const element of copy.querySelectorAll('[data-if]')) {
    if (value(/** @type {HTMLElement} */ (element).dataset.if) === '') element.remove();
  }
  for (const element of copy.querySelectorAll('[data-field]')) {
    element.textContent = value(/** @type {HTMLElement} */ (element).dataset.field);
  }
  for (const element of copy.querySelectorAll('[data-href]')) {
    element.setAttribute('href', value(/** @type {HTMLElement} */ (element).dataset.href));
  }
  return copy;
}
