// Writing a file so that it is there whole or not at all, and still there after the power fails.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

/**
 * Writes beside `path`, then renames over it. Missing folders are made (open to their owner only if `mode` is).
 * A process killed midway leaves a hidden `.part` file and nothing else.
 */
export async function writeWhole(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const folder = dirname(path);
  // A folder can be entered by whoever may read what is in it.
  const made = await mkdir(folder, { recursive: true, mode: mode | ((mode & 0o444) >> 2) });
  const part = join(folder, `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const file = await open(part, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await unlink(part).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
  if (made !== undefined) await syncFoldersAbove(folder, dirname(made));
}

/** A visible name shortened, then twelve hexadecimal digits: what `writeWhole` gives a file that is not whole yet. */
const PART = /^\..{1,100}\.[0-9a-f]{12}\.part$/s;

/** Removes what killed processes left half written anywhere below `folder`. Only while nobody writes there. */
export async function removeParts(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries)
    if (entry.isFile() && PART.test(entry.name)) await unlink(join(entry.parentPath, entry.name));
}

/** The name of a file is kept by its folder: without this a new name can be lost though the content is safe. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS keeps its names by a journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFoldersAbove(folder: string, top: string): Promise<void> {
  const steps = relative(top, folder).split(sep).length;
  for (let step = 0, above = dirname(folder); step < steps; step += 1, above = dirname(above)) {
    await syncFolder(above);
  }
}
