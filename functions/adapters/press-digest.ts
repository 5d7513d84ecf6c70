// What printing depends on beside the document: layouts, fonts and the typesetter, as one digest.
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Sha256 } from '../domain/event.ts';

const TYPESETTER = '@myriaddreamin/typst-ts-node-compiler';

/**
 * Over the version of the typesetter and the names and bytes of the files that it reads; the order of `fonts` counts.
 * Reads some 50 MB: ask once.
 */
export async function pressDigest(directories: {
  fonts: readonly string[];
  layout: string;
}): Promise<Sha256> {
  const { version } = createRequire(import.meta.url)(`${TYPESETTER}/package.json`);
  const whole = createHash('sha256').update(`${TYPESETTER} ${version}\n`);
  for (const directory of directories.fonts) await addFiles(whole, directory, /\.(otf|ttf|ttc)$/i);
  await addFiles(whole, directories.layout, /\.typ$/);
  return whole.digest('hex');
}

async function addFiles(
  whole: ReturnType<typeof createHash>,
  directory: string,
  kind: RegExp,
): Promise<void> {
  const names = readdirSync(directory)
    .filter((name) => kind.test(name))
    .sort();
  for (const name of names) {
    const file = createHash('sha256');
    for await (const chunk of createReadStream(join(directory, name))) file.update(chunk);
    whole.update(`${file.digest('hex')} ${name}\n`);
  }
}
