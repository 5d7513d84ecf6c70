// One process at a time works on a data directory.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from './create-file.ts';

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Another process that is alive works on the directory. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
}

interface Holder {
  pid: number;
  /** Tells this process from a later one with the same number; empty where the system does not say. */
  life: string;
}

/** Takes the lock, also from a process that has died without giving it back. Throws DirectoryInUse. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'lock');
  const own = JSON.stringify({ pid: process.pid, life: lifeOf(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await createFile(path, own)) return { release: () => release(path, own) };
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && isAlive(holder)) {
      throw new DirectoryInUse(
        `数据目录 ${directory} 正由另一个进程（${holder.pid}）使用，请先停止它，或用 DATA_DIR 指定别的目录。 ` +
          `The data directory ${directory} is in use by another process (${holder.pid}); stop it, or set DATA_DIR to another directory.`,
      );
    }
    await takeAway(path, found);
  }
  throw new DirectoryInUse(
    `无法锁定数据目录 ${directory}。 The data directory ${directory} cannot be locked.`,
  );
}

/** Moves a dead holder's file aside; if another start was quicker and it is that one's file, puts it back. */
async function takeAway(path: string, expected: string): Promise<void> {
  const aside = `${path}.${randomUUID()}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readFile(aside, 'utf8');
  if (moved !== expected) await createFile(path, moved);
  await rm(aside, { force: true });
}

async function release(path: string, own: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found === own) await rm(path, { force: true });
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, life } = JSON.parse(text);
    return Number.isSafeInteger(pid) && pid > 0 && typeof life === 'string' ? { pid, life } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, life }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return life === '' || lifeOf(pid) === life;
}

/** Boot and start time of a process, from proc(5): field 22 of stat, counted after the name in parentheses. */
function lifeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startTime}`;
  } catch {
    return '';
  }
}
