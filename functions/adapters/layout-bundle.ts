// The layouts as one stored file, so that a document can be set by those of its day when they have changed.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../domain/trail.ts';

const LAYOUT = /^[a-z][a-z0-9-]*\.typ$/;

/** Canonical JSON of the source of each layout by its name, UTF-8: some 40 kB. */
export async function layoutBundle(directory: string): Promise<Uint8Array> {
  const names = (await readdir(directory)).filter((name) => LAYOUT.test(name)).sort();
  const sources = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return new TextEncoder().encode(
    canonicalJson(Object.fromEntries(names.map((name, at) => [name, sources[at]]))),
  );
}

/** `use` gets a folder with the layouts of the bundle; it is gone afterwards. Throws TypeError for what is no bundle. */
export async function withLayouts<T>(bundle: Uint8Array, use: (directory: string) => Promise<T>): Promise<T> {
  const sources: Record<string, unknown> = JSON.parse(new TextDecoder().decode(bundle));
  const directory = await mkdtemp(join(tmpdir(), 'lianqian-layouts-'));
  try {
    for (const [name, source] of Object.entries(sources)) {
      // A name becomes a path: nothing but what layoutBundle writes.
      if (!LAYOUT.test(name) || typeof source !== 'string') throw new TypeError('not a bundle of layouts');
      await writeFile(join(directory, name), source);
    }
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
