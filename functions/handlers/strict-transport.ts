// HTTP Strict Transport Security (RFC 6797): whoever has come by HTTPS once comes by nothing else.
import type { MiddlewareHandler } from 'hono';

/** Two years. Not for subdomains (§6.1.2): they may belong to others. */
export const STRICT_TRANSPORT = { 'strict-transport-security': 'max-age=63072000' } as const;

/** For what is reached by HTTPS alone; a browser ignores the header over HTTP (§8.1). */
export const strictTransport: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(STRICT_TRANSPORT)) context.header(name, value);
};
