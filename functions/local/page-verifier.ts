// The verifier for browsers, as one file: built when its sources have changed, and kept beside the packages until then.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PublicSite } from '../ports/public-site.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the worker may import (biome.json), and the versions of the packages. */
const ROOMS = ['functions/check', 'functions/sign', 'functions/domain'];
const CACHE = join(ROOT, 'node_modules', '.cache', 'lianqian');

/** Writes it into the register, where the check page loads it. In the cloud it lies in the bundle (infra/bundle). */
export async function writePageVerifier(site: PublicSite): Promise<void> {
  const path = 'assets/verify.js';
  const bytes = await pageVerifier();
  const standing = await site.read(path);
  if (standing && Buffer.from(standing.bytes).equals(bytes)) return;
  await site.write(path, bytes, 'text/javascript; charset=utf-8');
}

export async function pageVerifier(cache = CACHE): Promise<Uint8Array> {
  const kept = join(cache, `verify-${await digestOfSources()}.js`);
  const found = await readFile(kept).catch(() => undefined);
  if (found) return new Uint8Array(found);
  const built = await build();
  // A folder that cannot be written to costs the next start the same half second, nothing else.
  await keep(cache, kept, built).catch(() => undefined);
  return built;
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', 'functions/local/page-verifier.ts'])
    hash.update(await readFile(join(ROOT, path)));
  for (const room of ROOMS) {
    const files = await readdir(join(ROOT, room), { recursive: true });
    const names = files.filter((name) => name.endsWith('.ts')).sort();
    const sources = await Promise.all(names.map((name) => readFile(join(ROOT, room, name))));
    for (const [at, name] of names.entries()) hash.update(`\0${room}/${name}\0`).update(sources[at]!);
  }
  return hash.digest('hex').slice(0, 32);
}

async function build(): Promise<Uint8Array> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(ROOT, 'functions', 'check', 'verify-worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  // Its process would idle beside ours as long as we run.
  await esbuild.stop();
  return outputFiles[0]!.contents;
}

/** Whole or not at all: two that start at once write the same. */
async function keep(cache: string, path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, path);
}
