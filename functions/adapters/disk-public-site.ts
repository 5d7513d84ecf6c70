// The public register's files on disk, for a web server to serve as they are.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PublicConflict, type PublicFile, type PublicSite } from '../ports/public-site.ts';
import { inTurn } from './in-turn.ts';
import { checkPublicPath } from './public-path.ts';
import { writeWhole } from './write-whole.ts';

const READABLE_BY_ALL = 0o644;

/** One process may write to `folder`: its writes to one path take turns in its memory. The content type follows from the path's ending. */
export function diskPublicSite(folder: string): PublicSite {
  const writeInTurn = inTurn();

  async function read(path: string): Promise<PublicFile | undefined> {
    try {
      const bytes = Uint8Array.from(await readFile(join(folder, checkPublicPath(path))));
      return { bytes, tag: createHash('sha256').update(bytes).digest('hex') };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
      throw error;
    }
  }

  async function replace(path: string, bytes: Uint8Array, replaces: string | undefined): Promise<void> {
    if (replaces !== undefined && ((await read(path))?.tag ?? 'nothing') !== replaces) {
      throw new PublicConflict(path);
    }
    await writeWhole(join(folder, path), bytes, READABLE_BY_ALL);
  }

  return {
    read,
    async write(path, bytes, _contentType, replaces) {
      checkPublicPath(path);
      await writeInTurn(path, () => replace(path, bytes, replaces));
    },
  };
}
