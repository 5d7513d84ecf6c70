// How the signing pages say no: one problem document (RFC 9457) for every refusal and every malformed request.
import type { Context } from 'hono';
import { Refusal } from '../domain/refusal.ts';
import { statusOf } from './refusal-status.ts';

const REQUEST_SENTENCES = {
  'request.malformed': [400, '提交的内容无法识别，请刷新页面后重试。'],
  'request.foreign': [403, '请从邮件中的链接打开签署页面后再操作。'],
  'request.not-found': [404, '没有这个地址。'],
  'request.too-large': [413, '提交的内容过长。'],
  'request.media-type': [415, '提交的内容格式不对，请刷新页面后重试。'],
  'request.code': [422, '验证码是六位数字，请核对后重新输入。'],
  'request.failed': [500, '服务暂时出错，请稍后再试。'],
} as const;

type RequestCode = keyof typeof REQUEST_SENTENCES;

/** The request itself is wrong, before any rule was asked. State is unchanged. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';
  readonly code: RequestCode;

  constructor(code: RequestCode) {
    super(code);
    this.code = code;
  }
}

/** The answer for whatever a route has thrown; undefined for what nobody foresaw. */
export function problemOf(context: Context, error: unknown): Response | undefined {
  if (error instanceof Refusal) return problem(context, statusOf(error.code), error.code, error.sentence);
  if (!(error instanceof RequestFault)) return undefined;
  return requestProblem(context, error.code);
}

export function requestProblem(context: Context, code: RequestCode): Response {
  const [status, sentence] = REQUEST_SENTENCES[code];
  return problem(context, status, code, sentence);
}

function problem(context: Context, status: number, code: string, detail: string): Response {
  const body = { type: `urn:lianqian:problem:${code}`, title: code, status, code, detail };
  return context.body(JSON.stringify(body), status as 400, { 'content-type': 'application/problem+json' });
}
