// Private files on disk: `<folder>/ab/cdef…`, readable by their owner only.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../domain/event.ts';
import { FileDamaged, FileMissing, type FileStore } from '../ports/file-store.ts';
import { syncFolder, writeWhole } from './write-whole.ts';

const OWNER_ONLY = 0o600;

const sha256 = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex');

/** The content type is not kept: whoever asks for a file knows from its document what it is. */
export function diskFileStore(folder: string): FileStore {
  const shardOf = (digest: Sha256) => join(folder, digest.slice(0, 2));
  const pathOf = (digest: Sha256) => join(shardOf(digest), digest.slice(2));

  return {
    async put(bytes) {
      const digest = sha256(bytes);
      const standing = await readIfThere(pathOf(digest));
      if (standing && sha256(standing) === digest) {
        // Its writer may still be between the rename and the sync.
        await syncFolder(shardOf(digest));
      } else {
        await writeWhole(pathOf(digest), bytes, OWNER_ONLY);
      }
      return digest;
    },

    async get(digest) {
      // Anything else is not a digest, and must not become a path.
      const bytes = /^[0-9a-f]{64}$/.test(digest) ? await readIfThere(pathOf(digest)) : undefined;
      if (!bytes) throw new FileMissing(digest);
      if (sha256(bytes) !== digest) throw new FileDamaged(digest);
      return bytes;
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return Uint8Array.from(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
