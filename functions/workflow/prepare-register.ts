// The public register before its first pledge: its pages, and the authority's files beside them.
import { emptyIndex } from '../disclose/register.ts';
import { writeAuthorityFiles } from './authority-files.ts';
import type { World } from './world.ts';
import { writeRegister } from './write-register.ts';

/**
 * Writes what is missing, so that an empty register can be read, and brings the pages of a standing one up to
 * this version of the code, whatever is published meanwhile. Doing it again changes nothing.
 */
export async function prepareRegister(
  world: Pick<World, 'site' | 'authority' | 'clock' | 'timestamps'>,
): Promise<void> {
  await writeRegister(world.site, (standing) => standing ?? emptyIndex());
  await writeAuthorityFiles(world);
}
