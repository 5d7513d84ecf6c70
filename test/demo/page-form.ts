// A form of an HTML page as a browser would submit it: where it goes and what stands in its fields.
import { DomUtils, parseDocument } from 'htmlparser2';
import type { FormInput } from '../../functions/domain/form/field.ts';

export interface PageForm {
  action: string;
  /** Name and value of each control that would be sent if no button were pressed. */
  pairs: [string, string][];
  /** Names of all controls, also of boxes that are not ticked. */
  names: Set<string>;
}

type Element = ReturnType<typeof DomUtils.findAll>[number];

/** The form of this id, or the first that is posted to an address with `toward`. Throws if there is none. */
export function readPageForm(page: string, { id, toward }: { id?: string; toward?: string }): PageForm {
  const form = DomUtils.findAll(
    (element) =>
      element.name === 'form' &&
      (id === undefined || element.attribs.id === id) &&
      (toward === undefined || (element.attribs.action ?? '').includes(toward)),
    parseDocument(page).children,
  )[0];
  if (!form)
    throw new Error(`no form ${id ?? toward} in a page with the text: ${textOf(page).slice(0, 300)}`);
  const pairs: [string, string][] = [];
  const names = new Set<string>();
  for (const control of controlsOf(form)) {
    const { name, type, value = '' } = control.attribs;
    if (!name) continue;
    names.add(name);
    if (control.name === 'textarea') pairs.push([name, DomUtils.textContent(control).replace(/^\n/, '')]);
    else if (control.name === 'select') pairs.push([name, selectedOf(control)]);
    else if (type !== 'checkbox' || 'checked' in control.attribs) pairs.push([name, value]);
  }
  return { action: form.attribs.action ?? '', pairs, names };
}

/** What stands in a template is no part of the page yet. */
function controlsOf(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (!('attribs' in child) || child.name === 'template') return [];
    return ['input', 'textarea', 'select'].includes(child.name) ? [child] : controlsOf(child);
  });
}

function selectedOf(select: Element): string {
  const options = DomUtils.findAll(({ name }) => name === 'option', select.children);
  return (options.find(({ attribs }) => 'selected' in attribs) ?? options[0])?.attribs.value ?? '';
}

/** The text of a page, for a message about it. */
export function textOf(page: string): string {
  const body = DomUtils.findOne(
    ({ name }) => name === 'main' || name === 'body',
    parseDocument(page).children,
  );
  return body ? DomUtils.textContent(body).replace(/\s+/g, ' ').trim() : '';
}

/** `{ items: [{ deadline: 'x' }] }` as the form names it: `items.0.deadline`. */
export function flatten(input: FormInput | string, path = ''): [string, string][] {
  if (typeof input === 'string') return [[path, input]];
  const at = (key: string) => (path ? `${path}.${key}` : key);
  return Object.entries(input).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.flatMap((row, index) => flatten(row, `${at(key)}.${index}`))
      : flatten(value, at(key)),
  );
}
