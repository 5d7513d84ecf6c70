// What of a posted form has a place in the document's form: nothing else is kept.
import type { Field, FormInput, GroupField } from '../domain/form/field.ts';

/** Codes of problems that no page of ours can cause: a field of another form, or a field of another shape. */
export const MISFITS: readonly string[] = ['unknown-field', 'type.object', 'type.array', 'type.string'];

/** The input without what the form has no place for; order and text of the rest are as they were. */
export function fittingInput(form: GroupField, input: FormInput): FormInput {
  const fitting: FormInput = {};
  for (const [key, typed] of Object.entries(input)) {
    const field = Object.hasOwn(form.fields, key) ? form.fields[key] : undefined;
    const fits = field && fittingField(field, typed);
    if (fits !== undefined) fitting[key] = fits;
  }
  return fitting;
}

function fittingField(field: Field, typed: FormInput[string]): FormInput[string] | undefined {
  if (field.kind === 'rows')
    return Array.isArray(typed) ? typed.map((row) => fittingInput(field.row, row)) : undefined;
  if (field.kind === 'group')
    return typeof typed === 'object' && !Array.isArray(typed) ? fittingInput(field, typed) : undefined;
  return typeof typed === 'string' ? typed : undefined;
}
