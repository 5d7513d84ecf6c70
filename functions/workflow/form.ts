// From a form as typed to a value that may be issued, or the problems beside its fields.
import type { AnyValue, DocumentType } from '../domain/document-type.ts';
import type { Summary } from '../domain/event.ts';
import type { FormInput, Problem } from '../domain/form/field.ts';
import { readForm } from '../domain/form/read-form.ts';
import { usageWarnings } from '../domain/form/usage-warnings.ts';
import { dateInShanghai } from '../domain/time.ts';
import type { FileStore } from '../ports/file-store.ts';
import { wayWarnings } from './ways.ts';
import type { World } from './world.ts';

/** The form has problems; nothing was changed. */
export class InvalidForm extends Error {
  override readonly name = 'InvalidForm';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('invalid form');
    this.problems = problems;
  }
}

export type Checking = Pick<World, 'uncovered' | 'clock'>;

export interface CheckedForm {
  /** Present when every field can be read, whether or not the rules over several fields hold. */
  value?: AnyValue;
  problems: Problem[];
  /** What is unusual and stands all the same; none while a field cannot be read. */
  warnings: Problem[];
  summary: Summary;
}

export function checkForm(world: Checking, type: DocumentType, input: FormInput): CheckedForm {
  const { value, partial, problems } = readForm(type.form, input, world.uncovered);
  const summary = type.summarize(partial);
  if (value === undefined) return { problems, warnings: [], summary };
  const today = dateInShanghai(world.clock.now());
  return {
    value,
    problems: type.rules(value, today),
    warnings: [
      ...(type.warnings?.(value, today) ?? []),
      ...wayWarnings(type, value),
      ...usageWarnings(type.form, value),
    ],
    summary,
  };
}

/** The region a draft belongs to until its form names one: that of whoever writes it. */
export function placed(summary: Summary, scope: string): Summary {
  return summary.region === '630000' ? { ...summary, region: scope.padEnd(6, '0') } : summary;
}

const JSON_TYPE = 'application/json';

export async function putJson(files: FileStore, canonical: string): Promise<string> {
  return files.put(new TextEncoder().encode(canonical), JSON_TYPE);
}

export async function getJson(files: FileStore, digest: string): Promise<AnyValue> {
  return JSON.parse(new TextDecoder().decode(await files.get(digest)));
}
