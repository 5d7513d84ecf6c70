// A sample with some of its typed texts changed, read and checked as the console would.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import type { SigningOrder } from '../../functions/domain/party.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';

/** By path, `items.0.deadline`; undefined takes the text away. */
export type Changes = Readonly<Record<string, string | FormInput | FormInput[] | undefined>>;

export function changed(sample: FormInput, changes: Changes): FormInput {
  const copy = structuredClone(sample);
  for (const [path, typed] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    // biome-ignore lint/suspicious/noExplicitAny: a path into a form of any shape.
    const parent = keys.reduce<any>((at, key) => at[key], copy);
    if (typed === undefined) delete parent[last];
    else parent[last] = typed;
  }
  return copy;
}

/** The value of the changed sample; throws if it cannot be read. */
export function sampleValue<T>(type: DocumentType<T>, changes: Changes = {}): T {
  const { value, problems } = readForm(type.form, changed(type.sample, changes), () => []);
  if (!value) throw new Error(JSON.stringify(problems));
  return value as T;
}

/** In what order the parties of a filled form sign. */
export function orderOf(type: DocumentType, input: FormInput): SigningOrder {
  return type.order(readForm(type.form, input, () => []).value);
}

/** `path code` of every problem, of reading if it cannot be read, else of the rules. */
export function problemsOf<T>(type: DocumentType<T>, changes: Changes = {}, today = SAMPLE_DAY): string[] {
  const { value, problems } = readForm(type.form, changed(type.sample, changes), () => []);
  return (value ? type.rules(value as T, today) : problems).map(({ path, code }) => `${path} ${code}`);
}
