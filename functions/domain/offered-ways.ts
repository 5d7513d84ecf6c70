// Which ways of signing a form offers: all that the office is set up for.
import type { DocumentType } from './document-type.ts';
import type { ChoiceField, Field, GroupField } from './form/field.ts';
import { WAYS, type Way } from './way.ts';

/** The type with a form that offers a party only `offered`; a document issued before keeps its way. */
export function offering<T extends DocumentType>(type: T, offered: readonly Way[]): T {
  return offered.length === WAYS.length ? type : { ...type, form: narrowed(type.form, offered) };
}

function narrowed(group: GroupField, offered: readonly Way[]): GroupField {
  const fields = Object.entries(group.fields).map(([key, field]): [string, Field] => {
    if (field.kind === 'group') return [key, narrowed(field, offered)];
    return [key, isWay(key, field) ? { ...field, options: field.options.filter(isOffered) } : field];
  });
  return { ...group, fields: Object.fromEntries(fields) };

  function isOffered({ value }: { value: string }): boolean {
    return offered.includes(value as Way);
  }
}

/** Known by its options, not by its name alone. */
function isWay(key: string, field: Field): field is ChoiceField {
  return key === 'way' && field.kind === 'choice' && field.options.some(({ value }) => value === 'e-seal');
}
