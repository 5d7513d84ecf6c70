// DynamoDB on this machine: dynalite over LevelDB files, on loopback, for this process alone.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import './damaged-reads.ts';
import './whole-writes.ts';

/** What a DynamoDB client needs to reach the server; hand it to the client's constructor. */
export interface TableAccess {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

export interface TableServer extends TableAccess {
  /** Waits for the requests under way, then closes the files. */
  stop(): Promise<void>;
}

/**
 * Opens the tables in `directory`, making it when needed. `port` 0 takes a free one. The caller makes sure that
 * no other process uses the directory: dynalite throws out of the process when the files are taken. Acknowledged
 * writes survive `kill -9`; LevelDB hands them to the operating system before it answers, but does not wait for
 * the disk.
 */
export async function startTableServer(directory: string, port = 0): Promise<TableServer> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const credentials = {
    accessKeyId: randomBytes(16).toString('hex'),
    secretAccessKey: randomBytes(16).toString('hex'),
  };
  const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  guard(server, credentials.accessKeyId);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials,
    stop: () => close(server),
  };
}

/**
 * dynalite checks no signature, answers every web origin, and throws out of the process when a request breaks
 * off. So only requests that name the access key of this start are let through, never those of a web page, and
 * a request that breaks off is nobody's fault.
 */
function guard(server: Server, accessKeyId: string): void {
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const known = request.headers.authorization?.includes(`Credential=${accessKeyId}/`);
    if (!known || request.headers.origin !== undefined) {
      response.writeHead(403, { connection: 'close' }).end();
      return;
    }
    const listen = request.on.bind(request);
    request.on = ((event: string, listener: (...values: unknown[]) => void) =>
      event === 'error' ? request : listen(event, listener)) as IncomingMessage['on'];
    listen('error', () => undefined);
    answer!(request, response);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
