// The system as a process of its own, so that it can be killed: where it answers, what its demo accounts are.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../functions/local/main.ts', import.meta.url));
const READY_WITHIN_MS = 90_000;

export interface RunningServer {
  baseUrl: string;
  dataDirectory: string;
  /** What it has written to its error stream: one JSON object a line. */
  logged(): string;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `npm start` on this directory and port, with nothing else taken from this process's settings. */
export async function startServer(dataDirectory: string, port: number): Promise<RunningServer> {
  const settings = { DATA_DIR: dataDirectory, PORT: String(port), HOST: '', BASE_URL: '', SMTP_URL: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let logged = '';
  child.stderr.on('data', (chunk) => {
    logged += chunk;
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const baseUrl = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready: ${logged}`)), READY_WITHIN_MS);
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!address || !said.includes('Ctrl+C')) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once('close', () => reject(new Error(`ended before it was ready: ${logged}`)));
  }).catch(async (error) => {
    child.kill('SIGKILL');
    throw error;
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (isRunning(child)) child.kill(signal);
    return (await ended)[0];
  };
  return {
    baseUrl,
    dataDirectory,
    logged: () => logged,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** A secret that the first start has made: `demo-password-xining`, `client-monitoring` … */
export async function readSecret(dataDirectory: string, name: string): Promise<string> {
  return (await readFile(join(dataDirectory, 'keys', name), 'utf8')).trim();
}

/** A port that was free a moment ago: links in mails must hold across a restart, so it is chosen beforehand. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
