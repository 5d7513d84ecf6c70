// What is printed for a chosen value.
import type { ChoiceField } from '../functions/domain/form/field.ts';

/** Throws if the field has no such option: values come here only after reading. */
export function choiceLabel(field: ChoiceField, value: string): string {
  const option = field.options.find((candidate) => candidate.value === value);
  if (!option) throw new TypeError(`${field.label} has no option ${JSON.stringify(value)}`);
  return option.label;
}
