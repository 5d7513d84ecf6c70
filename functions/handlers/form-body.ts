// The body of a posted form: fields with nested names (`items.0.deadline`) as a FormInput, and our own fields beside it.
import type { FormInput } from '../domain/form/field.ts';

/** A body that no page of ours sends; nothing was read from it. */
export class BadBody extends Error {
  override readonly name = 'BadBody';
  readonly status: 400 | 413 | 415;
  readonly sentence: string;

  constructor(status: 400 | 413 | 415, sentence: string) {
    super(sentence);
    this.status = status;
    this.sentence = sentence;
  }
}

const LARGEST_BODY = 1024 * 1024;
const MOST_FIELDS = 2000;
const DEEPEST = 6;
const LONGEST_NAME = 200;

export interface PostedForm {
  /** What belongs to the document. */
  input: FormInput;
  /** Fields that begin with `_`, without it: the token, which button was pressed … */
  own: ReadonlyMap<string, string>;
  /** All of it as it came, so that it can be handed back. */
  pairs: readonly (readonly [string, string])[];
}

/** Throws BadBody, also for a body of more than 1 MB. */
export async function readFormBody(request: Request): Promise<PostedForm> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw new BadBody(415, '提交的内容不是表单，请从页面上提交。');
  const bytes = await readCapped(request);
  let data: FormData;
  try {
    data = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new BadBody(400, '提交的内容不完整，请返回上一页重新提交。');
  }
  const pairs: [string, string][] = [];
  for (const [name, value] of data) {
    if (typeof value !== 'string') throw new BadBody(400, '表单中不能上传文件。');
    pairs.push([name, value]);
  }
  return readPairs(pairs);
}

/** Content-Length may lie or be missing: the stream itself is counted. */
async function readCapped(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new BadBody(413, '提交的内容过大，不能超过 1 MB，请精简后重新提交。');
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > LARGEST_BODY) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Throws BadBody with status 400 for names that are repeated, too deep, contradictory or of JavaScript's own. */
export function readPairs(pairs: readonly (readonly [string, string])[]): PostedForm {
  const root: Branch = new Map();
  const own = new Map<string, string>();
  let count = 0;
  for (const [name, value] of pairs) {
    count += 1;
    if (count > MOST_FIELDS) throw new BadBody(400, `提交的字段过多，最多 ${MOST_FIELDS} 项。`);
    const mine = /^_([a-z]+)$/.exec(name)?.[1];
    if (mine) setOnce(own, mine, value, name);
    else plant(root, name, value);
  }
  return { input: toInput(root) as FormInput, own, pairs };
}

type Branch = Map<string, string | Branch>;

const REFUSED_KEYS = ['__proto__', 'constructor', 'prototype'];

function plant(root: Branch, name: string, value: string): void {
  const keys = name.length <= LONGEST_NAME ? name.split('.') : [];
  const sound = keys.every(
    (key) => /^(\d{1,3}|[A-Za-z][A-Za-z0-9-]{0,63})$/.test(key) && !REFUSED_KEYS.includes(key),
  );
  if (keys.length === 0 || keys.length > DEEPEST || !sound || /^\d/.test(name)) {
    throw new BadBody(400, '表单中有无法识别的字段名，请返回页面重新提交。');
  }
  let branch = root;
  for (const key of keys.slice(0, -1)) {
    const next: string | Branch = branch.get(key) ?? new Map();
    if (typeof next === 'string') throw repeated(name);
    branch.set(key, next);
    branch = next;
  }
  setOnce(branch, keys.at(-1)!, value, name);
}

function setOnce(branch: Map<string, unknown>, key: string, value: string, name: string): void {
  if (branch.has(key)) throw repeated(name);
  branch.set(key, value);
}

function repeated(name: string): BadBody {
  return new BadBody(400, `字段“${name.slice(0, 60)}”重复，请返回页面重新提交。`);
}

/** Keys that are numbers make rows, in their order; a gap left by a removed row closes. */
function toInput(branch: Branch): FormInput | FormInput[] {
  const numbers = [...branch.keys()].filter((key) => /^\d/.test(key));
  if (numbers.length > 0) {
    if (numbers.length < branch.size) throw new BadBody(400, '表单的条目编号有误，请返回页面重新提交。');
    return numbers
      .sort((a, b) => Number(a) - Number(b))
      .map((key) => {
        const row = branch.get(key)!;
        const input = typeof row === 'string' ? undefined : toInput(row);
        if (!input || Array.isArray(input)) throw new BadBody(400, '表单的条目有误，请返回页面重新提交。');
        return input;
      });
  }
  const input: FormInput = {};
  for (const [key, value] of branch) input[key] = typeof value === 'string' ? value : toInput(value);
  return input;
}
