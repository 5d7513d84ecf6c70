// One folder per function: its code as one file, and beside it the files that the code reads.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The native module of the typesetter for Lambda's Linux, whatever machine builds. */
const TYPST = ['typst-ts-node-compiler', 'typst-ts-node-compiler-linux-x64-gnu'].map(
  (name) => `node_modules/@myriaddreamin/${name}`,
);
const PRINTING = ['templates', ...TYPST];
/** What pages load of pdf.js (functions/handlers/assets.ts); what functions themselves use of it is in their code. */
const PDFJS = [
  'legacy/build/pdf.min.mjs',
  'legacy/build/pdf.worker.min.mjs',
  'cmaps',
  'standard_fonts',
  'wasm',
  'iccs',
].map((name) => `node_modules/pdfjs-dist/${name}`);
const PAGES = ['functions/pages'];

/** The program that draws and reads square codes (adapters/zxing-square-codes.ts). */
const SQUARE_CODES = ['node_modules/zxing-wasm/dist/full/zxing_full.wasm'];

/** The thread that reads codes, by the path at which config.ts looks for it. */
const CODE_READER = 'functions/adapters/read-codes-worker.mjs';

/** What each function reads at run time, by path from the repository's root, which is the path in the bundle too. */
const FILES = {
  office: [...PRINTING, ...PAGES],
  signer: [...PAGES, ...PDFJS],
  integration: PRINTING,
  react: [...PRINTING, ...SQUARE_CODES, 'infra/trust'],
  sweep: [],
} as const;

export type BundleName = keyof typeof FILES;

export const BUNDLE_NAMES = Object.keys(FILES) as BundleName[];

/** These set type, and read back what they have set. */
const PRINTERS: readonly BundleName[] = ['office', 'integration', 'react'];

/** The register's files lie beside the code (siteRoot in functions/disclose/site-assets.ts). */
const REGISTER = ['views', 'assets'];

/** Code is in the bundle already; what a browser maps, a compiler or an author of templates reads is of no use there. */
const LEFT_OUT = /\.(ts|map|md)$|\/templates\/pictures(\/|$)/;

/** Folder of each function below `into`. What stood there is replaced. */
export async function buildBundles(into: string): Promise<Record<BundleName, string>> {
  const folders = BUNDLE_NAMES.map((name) => [name, join(into, name)] as const);
  await Promise.all(folders.map(([name, folder]) => buildBundle(name, folder)));
  return Object.fromEntries(folders) as Record<BundleName, string>;
}

async function buildBundle(name: BundleName, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(ROOT, 'functions', 'handlers', 'lambda', `${name}.ts`)],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    external: ['@myriaddreamin/*', '@napi-rs/canvas'],
    banner: { js: BANNER },
    plugins: [dropUnused],
  });
  if (name === 'react') await buildCodeReader(join(folder, CODE_READER));
  for (const path of FILES[name]) await copy(path, join(folder, path));
  if (PRINTERS.includes(name)) await writeNoCanvas(folder);
  if (name === 'react') {
    for (const part of REGISTER) await copy(`functions/disclose/${part}`, join(folder, 'disclose', part));
    await buildPageVerifier(join(folder, 'disclose', 'assets', 'verify.js'));
  }
}

/** The verifier that the register's check page runs in a browser. On one machine functions/local/page-verifier.ts builds it. */
async function buildPageVerifier(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'functions', 'check', 'verify-worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

async function buildCodeReader(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, CODE_READER)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: BANNER },
  });
}

async function copy(path: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(join(ROOT, path), to, {
    recursive: true,
    dereference: true,
    filter: (file) => !LEFT_OUT.test(file),
  });
}

/** What is still CommonJS inside asks for `require`, which an ES module has not. */
const BANNER =
  "import{createRequire as createRequireOfBundle}from'node:module';const require=createRequireOfBundle(import.meta.url);";

/**
 * pdf.js takes these from a native canvas of 30 MB when it is loaded. It draws with them; our functions only read
 * text, which never touches them.
 */
const NO_CANVAS = 'module.exports = { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} };\n';

async function writeNoCanvas(folder: string): Promise<void> {
  const place = join(folder, 'node_modules', '@napi-rs', 'canvas');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'index.js'), NO_CANVAS);
}

/** Our own modules do nothing when loaded, so a function that uses none of a module's exports need not carry it. */
const dropUnused: Plugin = {
  name: 'drop-unused',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\.\.?\// }, async ({ path, pluginData, ...from }) => {
      if (pluginData === dropUnused || !from.importer || from.importer.includes('/node_modules/'))
        return undefined;
      const { kind, importer, resolveDir } = from;
      const resolved = await resolve(path, { kind, importer, resolveDir, pluginData: dropUnused });
      return { ...resolved, sideEffects: false };
    });
  },
};
