// Rows of a form without JavaScript: a button of the form adds or removes one, and everything typed stays.
import type { Field, FormInput, GroupField, RowsField } from '../domain/form/field.ts';
import { onlyRegion } from '../pages/region-options.ts';

export interface RowButtons {
  /** `items` */
  add: string | undefined;
  /** `items.2` */
  remove: string | undefined;
}

/** The input after the button, and where the focus goes; undefined if no such button was pressed. */
export function changeRows(
  form: GroupField,
  input: FormInput,
  { add, remove }: RowButtons,
): { input: FormInput; focus: string } | undefined {
  const given = add ?? remove;
  if (given === undefined) return undefined;
  const changed = structuredClone(input);
  const path = given.split('.');
  const index = add === undefined ? Number(path.pop()) : -1;
  const place = rowsAt(form, changed, path);
  if (!place) return { input, focus: '' };
  const rows = [...place.rows];
  if (add !== undefined && rows.length < place.field.max) rows.push({});
  if (add === undefined && Number.isInteger(index) && index >= 0) rows.splice(index, 1);
  place.set(rows);
  const last = rows.length - 1;
  const next = add === undefined ? Math.min(index, last) : last;
  return { input: changed, focus: next >= 0 ? `${path.join('.')}.${next}` : '' };
}

interface Place {
  field: RowsField;
  rows: readonly FormInput[];
  set(rows: FormInput[]): void;
}

/** Follows the form's description, never the input's own keys. */
function rowsAt(form: GroupField, input: FormInput, path: readonly string[]): Place | undefined {
  let fields: Readonly<Record<string, Field>> = form.fields;
  let typed = input;
  for (const [depth, key] of path.entries()) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field?.kind === 'rows' && depth === path.length - 1) {
      const { [key]: rows } = typed;
      const holder = typed;
      return {
        field,
        rows: Array.isArray(rows) ? rows : [],
        set: (changed) => {
          holder[key] = changed;
        },
      };
    }
    if (field?.kind !== 'group') return undefined;
    const inner = typed[key];
    const next: FormInput = typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
    typed[key] = next;
    typed = next;
    fields = field.fields;
  }
  return undefined;
}

/** What a new form starts with: the region, where the person has only one. */
export function firstInput(form: GroupField, scope: string): FormInput {
  const region = onlyRegion(scope);
  const input: FormInput = {};
  for (const [key, field] of Object.entries(form.fields)) {
    if (field.kind === 'group') {
      const inner = firstInput(field, scope);
      if (Object.keys(inner).length > 0) input[key] = inner;
    } else if (field.kind === 'region') {
      const only = region[field.level];
      if (only) input[key] = only;
    }
  }
  return input;
}
