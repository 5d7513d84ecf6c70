// Whoever holds a link, over HTTP: sends what it likes and is told the answer, good or bad.
import { Browser } from '../local/browser.ts';

export interface LinkClient {
  /** Status and, of a refusal, its code: `204`, `409 code.used`. */
  post(path: string, body: object): Promise<string>;
  part(code: string, bytes: Uint8Array): Promise<{ said: string; digest?: string }>;
  get(path?: string): Promise<Response>;
}

/** Exchanges the token for a cookie; refused, it goes on without one. */
export async function holdLink(baseUrl: string, token: string): Promise<LinkClient> {
  const browser = new Browser();
  const [document, role] = token.split('.');
  const own = `${baseUrl}/sign/api/${document}/${role}`;
  const send = (url: string, body: BodyInit, headers: Record<string, string>) =>
    browser.visit(url, { method: 'POST', body, headers: { origin: baseUrl, ...headers } });
  const json = { 'content-type': 'application/json' };
  await send(`${baseUrl}/sign/api/session`, JSON.stringify({ token }), json);
  return {
    post: async (path, body) => told(await send(`${own}/${path}`, JSON.stringify(body), json)),
    async part(code, bytes) {
      const headers = { 'content-type': 'application/octet-stream', 'x-code': code };
      const answer = await send(`${own}/scan-part`, bytes as BodyInit, headers);
      if (!answer.ok) return { said: await told(answer) };
      return { said: '200', digest: ((await answer.json()) as { part: string }).part };
    },
    get: (path = '') => browser.visit(`${own}${path}`),
  };
}

export async function told(answer: Response): Promise<string> {
  const { status, ok } = answer;
  const text = await answer.text();
  return ok ? `${status}` : `${status} ${(JSON.parse(text) as { code: string }).code}`;
}

/** How often each answer came. */
export function tally(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}
