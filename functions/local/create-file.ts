// A file that appears under its name whole, and once: of several that make it at the same time, one does.
import { randomUUID } from 'node:crypto';
import { link, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../adapters/write-whole.ts';

/** Remains of this file and of writeWhole. */
const PART = /^\..+\.part$/;
const ABANDONED_AFTER_MS = 60_000;

/** Writes `path`, readable by its owner alone, unless it exists; returns whether this call made it. */
export async function createFile(path: string, text: string): Promise<boolean> {
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // link(2) fails if the name is taken, and never shows half a file.
    await link(part, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

/** Removes what killed processes left half written in `directory`. */
export async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!PART.test(name)) continue;
    const path = join(directory, name);
    const status = await stat(path).catch(() => undefined);
    if (status && Date.now() - status.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
