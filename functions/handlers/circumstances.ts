// Where a request comes from, for the evidence of a signer's act: never logged, never in an event.
import type { Context } from 'hono';
import type { Circumstances } from '../workflow/act-evidence.ts';

/** What each runtime hands to the handlers beside the request. */
interface Runtime {
  /** Node: the connection. */
  incoming?: { socket?: { remoteAddress?: string } };
  /** API Gateway, HTTP API with payload format 2.0. */
  requestContext?: { http?: { sourceIp?: string } };
}

const LONGEST = 400;

export function circumstancesOf(context: Context): Circumstances {
  const { incoming, requestContext } = (context.env ?? {}) as Runtime;
  const forwarded = context.req.header('x-forwarded-for');
  return {
    address: requestContext?.http?.sourceIp ?? incoming?.socket?.remoteAddress ?? '',
    ...(forwarded ? { forwarded: forwarded.slice(0, LONGEST) } : {}),
    userAgent: (context.req.header('user-agent') ?? '').slice(0, LONGEST),
  };
}
