// The public site in memory; the tag is the digest of the content.
import { createHash } from 'node:crypto';
import { checkPublicPath } from '../../functions/adapters/public-path.ts';
import { PublicConflict, type PublicSite } from '../../functions/ports/public-site.ts';

export interface MemoryPublicSite extends PublicSite {
  files: Map<string, { bytes: Uint8Array; contentType: string }>;
}

const tagOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function memoryPublicSite(): MemoryPublicSite {
  const files: MemoryPublicSite['files'] = new Map();
  return {
    files,
    async read(path) {
      const file = files.get(checkPublicPath(path));
      return file && { bytes: Uint8Array.from(file.bytes), tag: tagOf(file.bytes) };
    },
    async write(path, bytes, contentType, replaces) {
      const standing = files.get(checkPublicPath(path));
      const tag = standing ? tagOf(standing.bytes) : 'nothing';
      if (replaces !== undefined && replaces !== tag) throw new PublicConflict(path);
      files.set(path, { bytes: Uint8Array.from(bytes), contentType });
    },
  };
}
