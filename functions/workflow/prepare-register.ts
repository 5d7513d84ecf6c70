// The public register before its first pledge: its pages, and the authority's files beside them.
import { emptyIndex } from '../disclose/register.ts';
import { type Publishing, writeAuthorityFiles } from './authority-files.ts';
import { writeRegister } from './write-register.ts';

/**
 * Writes what is missing, so that an empty register can be read, and brings the pages of a standing one up to
 * this version of the code, whatever is published meanwhile. Doing it again changes nothing.
 */
export async function prepareRegister(world: Publishing): Promise<void> {
  await writeRegister(world.site, (standing) => standing ?? emptyIndex());
  await writeAuthorityFiles(world);
}
