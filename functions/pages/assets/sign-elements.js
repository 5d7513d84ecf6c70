// Small things the modules of the signing page share: finding elements, and saying what is wrong beside a field.

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${kind.name} ${id}`);
  return found;
}

/** @param {string} id */
export function part(id) {
  return element(id, HTMLElement);
}

/** @param {string} id @param {string} text */
export function setText(id, text) {
  part(id).textContent = text;
}

/** @param {string} id @param {boolean} shown */
export function show(id, shown) {
  part(id).hidden = !shown;
}

/**
 * Says what is wrong beside its field and takes the person there.
 * @param {string} field @param {string} sentence
 */
export function showFault(field, sentence) {
  const fault = part(`${field}-fault`);
  // Emptied first, so that the same sentence is read out again.
  fault.textContent = '';
  requestAnimationFrame(() => {
    fault.textContent = sentence;
  });
  const input = document.getElementById(field);
  input?.setAttribute('aria-invalid', 'true');
  input?.focus();
}

/** @param {readonly string[]} fields */
export function clearFaults(fields) {
  for (const field of fields) {
    setText(`${field}-fault`, '');
    document.getElementById(field)?.removeAttribute('aria-invalid');
  }
}

/**
 * @param {string} tag @param {string} className @param {string} [text]
 */
export function create(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
