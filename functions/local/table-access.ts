// How another command of this machine's owner reads the table while the server runs: its address and its access key.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../adapters/write-whole.ts';
import type { TableAccess } from './table-server.ts';

const pathIn = (keysDirectory: string): string => join(keysDirectory, 'table-access.json');

/** Readable by the owner alone, like the keys beside it; of no use once the server has ended. */
export async function writeTableAccess(
  keysDirectory: string,
  { endpoint, region, credentials }: TableAccess,
): Promise<() => Promise<void>> {
  const path = pathIn(keysDirectory);
  const text = JSON.stringify({ endpoint, region, credentials });
  await writeWhole(path, new TextEncoder().encode(text), 0o600);
  return () => rm(path, { force: true });
}

/** Undefined if there is none, or one that cannot be read. */
export async function readTableAccess(keysDirectory: string): Promise<TableAccess | undefined> {
  const text = await readFile(pathIn(keysDirectory), 'utf8').catch(() => '{}');
  const { endpoint, region, credentials } = JSON.parse(text) as Partial<TableAccess>;
  return endpoint && region && credentials ? { endpoint, region, credentials } : undefined;
}
