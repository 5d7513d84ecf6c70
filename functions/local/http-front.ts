// The one HTTP server: opens the port first, answers when everything behind it is ready, gives slow clients an end.
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpFront {
  port: number;
  /** From now on requests are answered by this; until then with 503. */
  serve(answer: RequestListener): void;
  /** Takes no more requests; after `graceMs` those under way are cut off. */
  stop(graceMs: number): Promise<void>;
}

/** Slow clients: the head of a request within 10 s, the whole of it within 60 s, 5 s between two on a connection. */
const PATIENCE: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
};

const MOST_CONNECTIONS = 1000;

/** Throws Node's EADDRINUSE or EACCES error when the port cannot be had; `port` 0 takes a free one. */
export async function openHttpFront(
  host: string,
  port: number,
  patience: ServerOptions = {},
): Promise<HttpFront> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' });
    response.end('正在启动，请稍候。');
  };
  const server = createServer({ ...PATIENCE, ...patience }, (request, response) => answer(request, response));
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve(next) {
      answer = next;
    },
    async stop(graceMs) {
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      clearTimeout(cut);
    },
  };
}
