// `npm start` as a process: what it says, how it ends, and that killing it does no harm.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const MAIN = fileURLToPath(new URL('../../functions/local/main.ts', import.meta.url));

let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'main-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
    }
  }
  await rm(directory, { recursive: true, force: true });
});

function run(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: {
      ...process.env,
      DATA_DIR: join(directory, 'data'),
      PORT: '0',
      HOST: '',
      BASE_URL: '',
      SMTP_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let errors = '';
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.includes('Ctrl+C')) resolve(out);
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('close', () => reject(new Error(`ended: ${errors}`)));
  });
  ready.catch(() => {});
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, errors })),
  );
  return { child, ready, ended };
}

const baseUrlOf = (announced: string) => /http:\/\/127\.0\.0\.1:\d+/.exec(announced)![0];

describe('npm start', () => {
  test('says where to go and as whom when it is ready; nobody else can read its data', async () => {
    const announced = await run().ready;
    expect(announced.split('\n').length).toBeLessThan(12);
    expect(announced).toMatch(
      /xining {3}[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4} {2}西宁市发展和改革委员会（6301）/,
    );
    expect((await fetch(`${baseUrlOf(announced)}/`)).status).toBe(200);
    expect((await stat(join(directory, 'data'))).mode & 0o077).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 0 on %s, also with a connection held open',
    async (signal) => {
      const { child, ready, ended } = run();
      await (await fetch(`${baseUrlOf(await ready)}/`)).text();
      child.kill(signal);
      // It ends with 1 when something holds it up for five seconds.
      expect((await ended).code).toBe(0);
    },
  );

  test('refuses data that another process works on, with a sentence; after kill -9 takes them over', async () => {
    const first = run();
    const announced = await first.ready;
    const second = await run().ended;
    expect(second.code).toBe(1);
    expect(second.errors).toContain('正由另一个进程');
    expect(second.errors).toContain('is in use by another process');
    expect(second.errors).not.toContain('at ');
    first.child.kill('SIGKILL');
    await first.ended;
    const again = await run().ready;
    expect(again.split('\n').slice(3, 7)).toEqual(announced.split('\n').slice(3, 7));
  });

  test('refuses a setting that makes no sense, in a sentence', async () => {
    const [port, baseUrl] = await Promise.all([
      run({ PORT: '70000' }).ended,
      run({ BASE_URL: 'not a url' }).ended,
    ]);
    expect([port.code, port.errors]).toEqual([1, expect.stringContaining('环境变量 PORT 的值无效')]);
    expect([baseUrl.code, baseUrl.errors]).toEqual([
      1,
      expect.stringContaining('环境变量 BASE_URL 的值无效'),
    ]);
  });
});
