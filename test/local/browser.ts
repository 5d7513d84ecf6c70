// As much of a browser as these tests need: it keeps cookies by path and follows redirects only when told.

export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  async visit(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(
        ([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
      )
      .map(([key, { value }]) => `${key.split(';')[0]}=${value}`)
      .join('; ');
    const headers = new Headers(init.headers);
    if (cookie) headers.set('cookie', cookie);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** The cookies as `Set-Cookie` would name them, for looking at. */
  get names(): string[] {
    return [...this.#cookies.keys()].map((key) => key.split(';')[0]!);
  }

  /** Follows redirects until one leads to `stop` or there is none; returns the last answer and its address. */
  async follow(url: string, stop: string): Promise<{ url: string; response: Response }> {
    let at = url;
    for (let hop = 0; hop < 10; hop++) {
      const response = await this.visit(at);
      const next = response.headers.get('location');
      if (!next) return { url: at, response };
      at = new URL(next, at).href;
      if (at.startsWith(stop)) return { url: at, response };
    }
    throw new Error('too many redirects');
  }

  post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.visit(url, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  #keep(line: string): void {
    const [pair, ...attributes] = line.split(/;\s*/);
    const name = pair!.slice(0, pair!.indexOf('='));
    const value = pair!.slice(name.length + 1);
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const key = `${name};${path}`;
    if (value === '' || attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute))) {
      this.#cookies.delete(key);
    } else this.#cookies.set(key, { value, path });
  }
}

/** Names and values of the hidden fields of a page, and where its form goes. */
export function formOf(page: string): { action: string; fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  for (const [input] of page.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  return { action: /<form[^>]* action="([^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&'), fields };
}
