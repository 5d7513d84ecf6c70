// The public register before its first pledge: its pages, and the platform's root certificate beside them.
import { emptyIndex } from '../disclose/register.ts';
import type { World } from './world.ts';
import { writeRegister } from './write-register.ts';

/** Where the root certificate is published, DER. */
const ROOT_PATH = 'ca/lianqian-root.cer';

/**
 * Writes what is missing, so that an empty register can be read, and brings the pages of a standing one up to
 * this version of the code, whatever is published meanwhile. Doing it again changes nothing.
 */
export async function prepareRegister(world: Pick<World, 'site' | 'authority'>): Promise<void> {
  await writeRegister(world.site, (standing) => standing ?? emptyIndex());
  const { certificate } = await world.authority();
  await world.site.write(ROOT_PATH, certificate, 'application/pkix-cert');
}
