// What the form of a companion document takes over from the document it goes with.
import type { CalendarDate } from '../time.ts';
import type { Field, FormInput, GroupField } from './field.ts';
import { readTyped } from './read-leaf.ts';

/**
 * Who and where: what two documents about one town share. Not `office.authority`, which is given for one document, nor
 * dates and findings, which are the matter of each.
 */
const CARRIED: readonly string[] = ['region', 'town', 'parties', 'office.mark', 'office.copies'];

/** How another document refers to this one. */
export interface Named {
  title: string;
  number: string;
  date: CalendarDate;
}

/**
 * The input of a new form `to`: of the carried parts, what stands in `input` at the same path in a field of the same
 * kind and reads there; and in `related` what names the document it goes with. Lists are left out.
 */
export function carryOver(
  from: GroupField,
  input: FormInput,
  to: GroupField,
  document: Partial<Named> = {},
): FormInput {
  const carried = carryGroup(from, input, to, '');
  const { related } = to.fields;
  if (related?.kind !== 'group') return carried;
  const named: FormInput = {};
  for (const part of ['title', 'number', 'date'] as const) {
    const [field, typed] = [related.fields[part], document[part]];
    const kind = part === 'date' ? 'date' : 'text';
    if (typed !== undefined && field?.kind === kind && reads(field, typed)) named[part] = typed;
  }
  return Object.keys(named).length > 0 ? { ...carried, related: named } : carried;
}

function carryGroup(from: GroupField, input: FormInput, to: GroupField, path: string): FormInput {
  const carried: FormInput = {};
  for (const [key, target] of Object.entries(to.fields)) {
    const source = Object.hasOwn(from.fields, key) ? from.fields[key] : undefined;
    const typed = Object.hasOwn(input, key) ? input[key] : undefined;
    const found = source && typed !== undefined ? carry(source, typed, target, path + key) : undefined;
    if (found !== undefined) carried[key] = found;
  }
  return carried;
}

function carry(
  from: Field,
  typed: FormInput[string],
  to: Field,
  path: string,
): string | FormInput | undefined {
  if (from.kind === 'group' && to.kind === 'group') {
    if (typeof typed === 'string' || Array.isArray(typed)) return undefined;
    const group = carryGroup(from, typed, to, `${path}.`);
    return Object.keys(group).length > 0 ? group : undefined;
  }
  const wanted = CARRIED.some((part) => path === part || path.startsWith(`${part}.`));
  return wanted && from.kind === to.kind && typeof typed === 'string' && reads(to, typed) ? typed : undefined;
}

function reads(field: Field, typed: string): boolean {
  if (field.kind === 'group' || field.kind === 'rows') return false;
  const read = readTyped(field, typed, () => []);
  return read !== 'empty' && 'value' in read;
}
