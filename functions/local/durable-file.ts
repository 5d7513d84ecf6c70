// Writing a file so that it is whole or absent, whatever moment the process is killed.
import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const PARTIAL = /^\..+\.partial$/;
const ABANDONED_AFTER_MS = 60_000;

/**
 * Writes `path` unless it exists; returns whether this call made it. Of several calls at once one makes it, and
 * the others find it complete.
 */
export async function createFile(path: string, content: string | Uint8Array): Promise<boolean> {
  const partial = await writePartial(path, content);
  try {
    await link(partial, path);
    await syncDirectory(dirname(path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

/** Writes `path`, in the place of what stands there. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const partial = await writePartial(path, content);
  try {
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Removes what a killed process left half written in `directory`. */
export async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!PARTIAL.test(name)) continue;
    const path = join(directory, name);
    const status = await stat(path).catch(() => undefined);
    if (status && Date.now() - status.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

async function writePartial(path: string, content: string | Uint8Array): Promise<string> {
  const partial = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return partial;
}

/** A name is durable once its directory is; not every system lets a directory be opened. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync();
  } catch {
    // Windows refuses to sync a directory and needs no sync.
  } finally {
    await handle.close();
  }
}
