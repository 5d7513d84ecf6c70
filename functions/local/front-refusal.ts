// What the front itself says no with: people get a page, programs a problem document (RFC 9457) as the API gives it.
import { html } from 'hono/html';
import { problemDocument } from '../handlers/problem.ts';
import { plainPage, plainPageHeaders } from './plain-page.ts';

const REFUSALS = {
  'request.not-found': [404, '没有这个页面，请检查地址。'],
  'request.too-large': [413, '提交的内容过大，不能超过 10 MB。'],
  'request.failed': [500, '服务暂时出错，请稍后再试。'],
} as const;

export interface FrontRefusal {
  status: 404 | 413 | 500;
  headers: Record<string, string>;
  body: string;
}

/** `path` tells who asks: below `/api` and `/sign/api` it is a program. */
export async function frontRefusal(path: string, code: keyof typeof REFUSALS): Promise<FrontRefusal> {
  const [status, sentence] = REFUSALS[code];
  if (/^\/(sign\/)?api([/?]|$)/.test(path)) {
    const headers = {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    };
    return { status, headers, body: JSON.stringify(problemDocument(code, status, sentence)) };
  }
  const page = await plainPage(
    `${sentence} · 联签`,
    html`<h1>${sentence}</h1><p><a href="/">返回首页</a></p>`,
  );
  return { status, headers: { ...plainPageHeaders() }, body: page };
}
