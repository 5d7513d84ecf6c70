// The public register before its first pledge: its pages, and the platform's root certificate beside them.
import { emptyIndex, registerFiles } from '../disclose/register.ts';
import { PublicConflict } from '../ports/public-site.ts';
import type { World } from './world.ts';

/** Where the root certificate is published, DER. */
const ROOT_PATH = 'ca/lianqian-root.cer';

/**
 * Writes what is missing, so that an empty register can be read, and brings the pages of a standing one up to
 * this version of the code. Doing it again changes nothing.
 */
export async function prepareRegister(world: Pick<World, 'site' | 'authority'>): Promise<void> {
  const standing = await world.site.read('index.json');
  const index = standing?.bytes ?? emptyIndex();
  try {
    if (!standing) await world.site.write('index.json', index, 'application/json', 'nothing');
  } catch (error) {
    if (error instanceof PublicConflict) return;
    throw error;
  }
  for (const file of registerFiles(index)) await world.site.write(file.path, file.bytes, file.contentType);
  const { certificate } = await world.authority();
  await world.site.write(ROOT_PATH, certificate, 'application/pkix-cert');
}
