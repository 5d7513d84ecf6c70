// Reads a whole form, as typed or as transmitted, into its value and the problems beside its fields.
import type { Field, FormInput, GroupField, Problem, RowsField, ValueOf } from './field.ts';
import { type LeafResult, printableKey, readTransmitted, readTyped, type Uncovered } from './read-leaf.ts';

export interface Reading<F> {
  /** Present when there are no problems. */
  value?: ValueOf<F>;
  /** What could be read, for a summary of an unfinished draft. */
  partial: unknown;
  problems: Problem[];
}

type Mode = 'typed' | 'transmitted';

interface Context {
  mode: Mode;
  uncovered: Uncovered;
  problems: Problem[];
}

/** Reads what was typed into a form. Fields the form does not have are a problem, not a crash. */
export function readForm<F extends GroupField>(form: F, input: FormInput, uncovered: Uncovered): Reading<F> {
  return read(form, input, { mode: 'typed', uncovered, problems: [] });
}

/** Reads a JSON value of the API against the same form. */
export function readJson<F extends GroupField>(form: F, json: unknown, uncovered: Uncovered): Reading<F> {
  return read(form, json, { mode: 'transmitted', uncovered, problems: [] });
}

function read<F extends GroupField>(form: F, raw: unknown, context: Context): Reading<F> {
  const partial = readGroup(form, raw, '', context);
  const { problems } = context;
  return problems.length === 0 ? { value: partial as ValueOf<F>, partial, problems } : { partial, problems };
}

function readField(field: Field, raw: unknown, path: string, context: Context): unknown {
  if (field.kind === 'group') return readGroup(field, raw, path, context);
  if (field.kind === 'rows') return readRows(field, raw, path, context);
  const result: LeafResult = readLeaf();
  if (result === 'empty') {
    if (!field.optional && field.kind !== 'flag') {
      report(
        context,
        path,
        'required',
        field.kind === 'choice' || field.kind === 'region' ? `请选择${field.label}` : `请填写${field.label}`,
      );
    }
    return field.kind === 'flag' ? false : undefined;
  }
  if ('value' in result) return result.value;
  report(context, path, result.code, result.message);
  return undefined;

  function readLeaf(): LeafResult {
    if (raw === undefined || raw === null) return 'empty';
    const leaf = field as Exclude<Field, GroupField | RowsField>;
    if (context.mode === 'transmitted') return readTransmitted(leaf, raw, context.uncovered);
    if (typeof raw !== 'string') return { code: 'type.string', message: '此处只能填写一项内容' };
    return readTyped(leaf, raw, context.uncovered);
  }
}

function readGroup(group: GroupField, raw: unknown, path: string, context: Context): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  let source: Record<string, unknown> = {};
  if (isPlainObject(raw)) source = raw;
  else if (raw !== undefined && raw !== null) report(context, path, 'type.object', '应为一组字段');
  for (const key of Object.keys(source)) {
    if (!Object.hasOwn(group.fields, key)) {
      report(
        context,
        join(path, printableKey(key)),
        'unknown-field',
        `没有名为“${printableKey(key)}”的字段，请删去`,
      );
    }
  }
  for (const [key, field] of Object.entries(group.fields)) {
    const own = Object.hasOwn(source, key) ? source[key] : undefined;
    if (field.kind === 'group' && field.optional && isBlank(own)) continue;
    const read = readField(field, own, join(path, key), context);
    if (read !== undefined) value[key] = read;
  }
  return value;
}

function readRows(rows: RowsField, raw: unknown, path: string, context: Context): unknown[] {
  let source: unknown[] = [];
  if (Array.isArray(raw)) source = raw;
  else if (raw !== undefined && raw !== null && raw !== '')
    report(context, path, 'type.array', '应为一组条目');
  if (source.length < rows.min) report(context, path, 'rows.few', `${rows.label}至少填写${rows.min}项`);
  if (source.length > rows.max) report(context, path, 'rows.many', `${rows.label}最多${rows.max}项`);
  return source
    .slice(0, rows.max)
    .map((row, index) => readGroup(rows.row, row, join(path, String(index)), context));
}

function report(context: Context, path: string, code: string, message: string): void {
  if (context.problems.length < 200) context.problems.push({ path, code, message });
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

/** Nothing was filled in: a browser sends the empty fields of a group too. */
function isBlank(raw: unknown): boolean {
  if (typeof raw === 'string') return raw.trim() === '';
  if (isPlainObject(raw)) return Object.values(raw).every(isBlank);
  return raw === undefined || raw === null;
}

function isPlainObject(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
