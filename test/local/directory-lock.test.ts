// The lock on a data directory, also against processes that died and numbers that came again.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DirectoryInUse, lockDirectory } from '../../functions/local/directory-lock.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const holderOf = async () => JSON.parse(await readFile(join(directory, 'lock'), 'utf8'));

/** The number of a process that has ended. */
function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  return new Promise((resolve) => child.once('close', () => resolve(child.pid!)));
}

describe('the lock', () => {
  test('refuses a second holder, in Chinese and English, until it is released', async () => {
    const lock = await lockDirectory(directory);
    const refusal = await lockDirectory(directory).catch((error) => error);
    expect(refusal).toBeInstanceOf(DirectoryInUse);
    expect(refusal.message).toContain(`正由另一个进程（${process.pid}）使用`);
    expect(refusal.message).toContain('is in use by another process');
    await lock.release();
    await (await lockDirectory(directory)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  test('is taken over from a process that was killed', async () => {
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: await deadPid(), life: '' }));
    const lock = await lockDirectory(directory);
    expect((await holderOf()).pid).toBe(process.pid);
    await lock.release();
  });

  test('is taken over when the number now belongs to another process', async () => {
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: process.ppid, life: 'another boot 1' }));
    await (await lockDirectory(directory)).release();
  });

  test.each(['', 'not JSON', '{"pid":-1,"life":""}', '{"pid":"1"}'])(
    'is taken over when it says %j',
    async (text) => {
      await writeFile(join(directory, 'lock'), text);
      await (await lockDirectory(directory)).release();
    },
  );

  test('goes to one of many that find a dead holder at once', async () => {
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: await deadPid(), life: '' }));
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockDirectory(directory)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is not released by one who no longer holds it', async () => {
    const lock = await lockDirectory(directory);
    const other = JSON.stringify({ pid: 1, life: 'other' });
    await writeFile(join(directory, 'lock'), other);
    await lock.release();
    expect(await readFile(join(directory, 'lock'), 'utf8')).toBe(other);
  });
});
