// Changes the register's index and everything that follows from it, whoever else does so at the same time.
import { registerFiles } from '../disclose/register.ts';
import { PublicConflict, type PublicSite } from '../ports/public-site.ts';

const ATTEMPTS = 20;

/**
 * `next` makes the new index.json of the standing one (undefined: there is none). It is asked again whenever another
 * writer came in between, so that its answer must not depend on how often. Throws PublicConflict after 20 attempts.
 */
export async function writeRegister(
  site: PublicSite,
  next: (standing: Uint8Array | undefined) => Uint8Array,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const standing = await site.read('index.json');
    const index = next(standing?.bytes);
    try {
      await site.write('index.json', index, 'application/json', standing?.tag ?? 'nothing');
      // Derived from the index: whoever wrote last must have written from the fullest, so it is read once more.
      for (const file of registerFiles(index)) await site.write(file.path, file.bytes, file.contentType);
      const after = await site.read('index.json');
      if (after && Buffer.from(after.bytes).equals(index)) return;
      if (attempt >= ATTEMPTS) throw new PublicConflict('index.json');
    } catch (error) {
      if (!(error instanceof PublicConflict) || attempt >= ATTEMPTS) throw error;
    }
  }
}
