// All private and public files of a data directory, as they lie on disk.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Inventory } from '../ports/inventory.ts';

export function diskInventory(folders: {
  files: string;
  public: string;
}): Pick<Inventory, 'files' | 'publicFiles'> {
  return {
    async *files() {
      // `ab/cdef…` is the file abcdef…; anything else keeps its path, and so is no digest.
      for await (const path of pathsBelow(folders.files))
        yield /^[0-9a-f]{2}\/[0-9a-f]{62}$/.test(path) ? path.replace('/', '') : path;
    },
    publicFiles: () => pathsBelow(folders.public),
  };
}

async function* pathsBelow(folder: string): AsyncIterable<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries)
    if (!entry.isDirectory()) yield relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
}
