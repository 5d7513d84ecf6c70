// A sample with some of its typed texts changed, read and checked as the console would.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { FormInput, GroupField } from '../../functions/domain/form/field.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { ROLES, type Role, type SigningOrder } from '../../functions/domain/party.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
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

/** Whom the form of a type asks for. */
export function rolesAsked(type: Pick<DocumentType, 'form'>): Role[] {
  const { fields } = type.form.fields.parties as GroupField;
  return ROLES.filter((role) => Object.hasOwn(fields, role));
}

/** The sample; where one of several parties signs, also the same with each of the others. */
export function samplesOf({ form, sample }: Pick<DocumentType, 'form' | 'sample'>): FormInput[] {
  const { fields } = form.fields.parties as GroupField;
  const own = sample.parties as FormInput;
  const optional = ROLES.filter((role) => fields[role]?.optional);
  const known: FormInput = { ...(PLEDGE.sample.parties as FormInput), ...own };
  const always = Object.entries(own).filter(([role]) => !fields[role]?.optional);
  const others = optional
    .filter((role) => !Object.hasOwn(own, role))
    .map((role) => ({ ...sample, parties: { ...Object.fromEntries(always), [role]: known[role]! } }));
  return [sample, ...others];
}

/** The sample that has a place for each of the changes. */
export function sampleFor<T>(type: DocumentType<T>, changes: Changes): FormInput {
  const roles = Object.keys(changes).flatMap((path) => /^parties\.(\w+)\./.exec(path)?.[1] ?? []);
  const holds = ({ parties }: FormInput) => roles.every((role) => Object.hasOwn(parties as FormInput, role));
  return samplesOf(type).find(holds) ?? type.sample;
}

/** The value of the changed sample; throws if it cannot be read. */
export function sampleValue<T>(type: DocumentType<T>, changes: Changes = {}): T {
  const { value, problems } = readForm(type.form, changed(sampleFor(type, changes), changes), () => []);
  if (!value) throw new Error(JSON.stringify(problems));
  return value as T;
}

/** In what order the parties of a filled form sign. */
export function orderOf(type: DocumentType, input: FormInput): SigningOrder {
  return type.order(readForm(type.form, input, () => []).value);
}

/** `path code` of every problem, of reading if it cannot be read, else of the rules. */
export function problemsOf<T>(type: DocumentType<T>, changes: Changes = {}, today = SAMPLE_DAY): string[] {
  const { value, problems } = readForm(type.form, changed(sampleFor(type, changes), changes), () => []);
  return (value ? type.rules(value as T, today) : problems).map(({ path, code }) => `${path} ${code}`);
}
