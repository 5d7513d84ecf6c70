// A value as it would have been typed, so that what an integration sent can be edited in the form.
import type { Field, FormInput, GroupField } from './field.ts';
import { FEN_PER_STEP, writeScaled } from './numbers.ts';

/** The inverse of readForm for a value that readForm or readJson accepted. */
export function writeForm(form: GroupField, value: unknown): FormInput {
  const input: FormInput = {};
  for (const [key, field] of Object.entries(form.fields)) {
    const typed = writeField(field, (value as Record<string, unknown>)[key]);
    if (typed !== undefined) input[key] = typed;
  }
  return input;
}

function writeField(field: Field, value: unknown): string | FormInput | FormInput[] | undefined {
  if (value === undefined) return undefined;
  switch (field.kind) {
    case 'group':
      return writeForm(field, value);
    case 'rows':
      return (value as unknown[]).map((row) => writeForm(field.row, row));
    case 'flag':
      return value === true ? 'on' : undefined;
    case 'money':
      return writeScaled(Math.round((value as number) / FEN_PER_STEP), 2);
    case 'area':
      return writeScaled(Math.round((value as number) * 100), 2);
    case 'number':
      return writeScaled(Math.round((value as number) * 10 ** field.decimals), field.decimals);
    default:
      return value as string;
  }
}
