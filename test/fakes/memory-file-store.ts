// Files in memory, named by digest.
import { createHash } from 'node:crypto';
import type { Sha256 } from '../../functions/domain/event.ts';
import { FileDamaged, FileMissing, type FileStore } from '../../functions/ports/file-store.ts';

export interface MemoryFileStore extends FileStore {
  files: Map<Sha256, { bytes: Uint8Array; contentType: string }>;
}

const sha256 = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex');

export function memoryFileStore(): MemoryFileStore {
  const files: MemoryFileStore['files'] = new Map();
  return {
    files,
    async put(bytes, contentType) {
      const digest = sha256(bytes);
      if (!files.has(digest)) files.set(digest, { bytes: Uint8Array.from(bytes), contentType });
      return digest;
    },
    async get(digest) {
      const file = files.get(digest);
      if (!file) throw new FileMissing(digest);
      if (sha256(file.bytes) !== digest) throw new FileDamaged(digest);
      return Uint8Array.from(file.bytes);
    },
  };
}
