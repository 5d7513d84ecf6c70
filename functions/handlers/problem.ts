// How the API says no: one problem document (RFC 9457) with a stable code, and the path of each wrong field.
import type { Context } from 'hono';
import type { Problem } from '../domain/form/field.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import { CursorUnknown } from '../ports/document-store.ts';
import { PrintFault } from '../ports/printer.ts';
import { InvalidForm } from '../workflow/form.ts';
import { KeyConflict } from '../workflow/order.ts';
import { statusOf } from './refusal-status.ts';
import { JsonFault } from './strict-json.ts';

/** Everything that the API itself can answer beside the rules' refusals: status, and what to do. */
const API_PROBLEMS = {
  'query.invalid': [400, '查询参数不对，请按 errors 逐项改正。'],
  'cursor.unknown': [400, '分页游标无效，请从第一页重新查询。'],
  'idempotency.missing': [400, '请在 Idempotency-Key 请求头中给出本次请求的唯一标识。'],
  'idempotency.invalid': [400, 'Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符，不含空格。'],
  'json.encoding': [400, '请求内容不是有效的 UTF-8。'],
  'json.syntax': [400, '请求内容不是有效的 JSON。'],
  'json.depth': [400, '请求内容嵌套过深，最多 32 层。'],
  'json.many': [400, '请求内容中的字段和条目过多，最多 5000 个。'],
  'json.long': [400, '请求内容中有过长的字符串，最多 10000 个字符。'],
  'json.duplicate-key': [400, '请求内容中有重复的键，请删去其一。'],
  'json.forbidden-key': [400, '请求内容中有不允许的键名，请删去。'],
  'json.surrogate': [400, '请求内容中有残缺的字符编码，请改正后重发。'],
  'json.number': [400, '请求内容中有超出可精确表示范围的数字，请改正后重发。'],
  'token.missing': [401, '请在 Authorization 请求头中给出访问令牌。'],
  'token.invalid': [401, '访问令牌无效或已过期，请重新获取。'],
  'scope.insufficient': [403, '访问令牌没有此项操作的权限。'],
  'request.not-found': [404, '没有这个地址。'],
  'request.method': [405, '这个地址不支持此方法。'],
  'document.without-pdf': [409, '这份文书尚未签发，没有 PDF。'],
  'idempotency.conflict': [409, '这个 Idempotency-Key 已用于另一份内容不同的请求，请换一个。'],
  'request.too-large': [413, '请求内容过大，不能超过 1 MB。'],
  'request.media-type': [415, '请求内容应为 application/json，且不加内容编码。'],
  'order.invalid': [422, '请求中有需要改正的字段，请按 errors 逐项改正。'],
  'order.unprintable': [422, '所填内容无法排成文书，请按 errors 改正。'],
  'request.failed': [500, '服务暂时出错，请稍后用同一个 Idempotency-Key 重试。'],
  'issuer.unavailable': [503, '暂时无法核验访问令牌，请稍后重试。'],
} as const satisfies Record<string, readonly [number, string]>;

type ApiCode = keyof typeof API_PROBLEMS;
export type ProblemCode = ApiCode | RefusalCode;

/** Refusals that the API's verbs can meet; the rest belong to the console and the signing pages. */
const REFUSALS: readonly RefusalCode[] = ['document.unknown', 'document.unreadable', 'region.outside'];

/** Every code of the API with its status: the table that the contract lists. */
export const PROBLEM_STATUS: ReadonlyMap<ProblemCode, number> = new Map<ProblemCode, number>([
  ...Object.entries(API_PROBLEMS).map(([code, [status]]) => [code as ApiCode, status] as const),
  ...REFUSALS.map((code) => [code, statusOf(code)] as const),
]);

/** The request is wrong before any rule was asked. State is unchanged. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly code: ApiCode;
  readonly errors: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ApiCode,
    { errors = [], headers = {}, cause }: Partial<Pick<ApiFault, 'errors' | 'headers' | 'cause'>> = {},
  ) {
    super(code, { cause });
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}

/** The answer for whatever a route has thrown; undefined for what nobody foresaw. */
export function problemOf(context: Context, error: unknown): Response | undefined {
  if (error instanceof Refusal) return respond(context, error.code, statusOf(error.code), error.sentence);
  const fault = error instanceof ApiFault ? error : faultOf(error);
  return fault && faultProblem(context, fault);
}

export function faultProblem(context: Context, { code, errors, headers }: ApiFault): Response {
  const [status, detail] = API_PROBLEMS[code];
  return respond(context, code, status, detail, errors, headers);
}

function faultOf(error: unknown): ApiFault | undefined {
  if (error instanceof InvalidForm) return new ApiFault('order.invalid', { errors: error.problems });
  if (error instanceof KeyConflict) return new ApiFault('idempotency.conflict');
  if (error instanceof CursorUnknown) return new ApiFault('cursor.unknown');
  if (error instanceof PrintFault) {
    const errors = [{ path: '', code: 'print.fault', message: `排版失败：${error.message}` }];
    return new ApiFault('order.unprintable', { errors });
  }
  if (error instanceof JsonFault) {
    const { code, path, sentence } = error;
    return new ApiFault(code, { errors: path ? [{ path, code, message: sentence }] : [] });
  }
  return undefined;
}

/** RFC 9457 §3.1. */
export function problemDocument(
  code: ProblemCode,
  status: number,
  detail: string,
  errors: readonly Problem[] = [],
): object {
  return { type: `urn:lianqian:problem:${code}`, title: code, status, code, detail, errors };
}

function respond(
  context: Context,
  code: ProblemCode,
  status: number,
  detail: string,
  errors: readonly Problem[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  return context.body(JSON.stringify(problemDocument(code, status, detail, errors)), status as 400, {
    ...headers,
    'content-type': 'application/problem+json',
  });
}
