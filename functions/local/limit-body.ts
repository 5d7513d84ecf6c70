// No body over the limit gets past the HTTP server, whether its length is announced or not (RFC 9110 §15.5.14).
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { frontRefusal } from './front-refusal.ts';

/** Handlers set narrower limits of their own. */
export const LARGEST_BODY = 10 * 1024 * 1024;

/**
 * Who still sends must be listened to for a while, or the answer is lost in a reset connection (RFC 9112 §9.6);
 * beyond this it is cut off.
 */
const MOST_DISCARDED = 64 * 1024 * 1024;

/**
 * A chunked body is gathered here and handed on as `rawBody`, where @hono/node-server looks for a body that was read
 * before it; one of announced length goes through as it comes, since Node itself ends it there.
 */
export function limitBody(next: RequestListener): RequestListener {
  return (request: IncomingMessage & { rawBody?: Buffer }, response) => {
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return refuse(request, response);
    if (request.headers['transfer-encoding'] === undefined) return next(request, response);
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > LARGEST_BODY) {
        request.off('data', take).off('end', pass);
        refuse(request, response);
      } else chunks.push(chunk);
    };
    const pass = (): void => {
      request.rawBody = Buffer.concat(chunks);
      next(request, response);
    };
    // A client that goes away in the middle wants no answer.
    request.on('data', take).once('end', pass).on('error', ignore);
  };
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  let discarded = 0;
  request.on('error', ignore).on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MOST_DISCARDED) request.destroy();
  });
  frontRefusal(request.url ?? '', 'request.too-large').then(
    ({ status, headers, body }) => response.writeHead(status, headers).end(body),
    () => request.destroy(),
  );
}

const ignore = (): void => {};
