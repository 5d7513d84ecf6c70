// The register's own files on disk: views, words, styles and browser scripts. The only reads of this room,
// done once when the code is loaded, so that a file missing from a bundle fails the start and not a request.
import { existsSync, readFileSync } from 'node:fs';

/** Views by name; each is `views/<name>.hbs`. */
export const VIEW_NAMES = [
  'layout',
  'pledge-rows',
  'register',
  'year',
  'pledge',
  'check',
  'check-en',
  'about-signatures',
] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

const TYPES = {
  'site.css': 'text/css; charset=utf-8',
  'register.js': 'text/javascript; charset=utf-8',
  'search.js': 'text/javascript; charset=utf-8',
  'check.js': 'text/javascript; charset=utf-8',
  'check-register.js': 'text/javascript; charset=utf-8',
  'check-verifier.js': 'text/javascript; charset=utf-8',
  'fill.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** Built of functions/check: beside a bundle it is here; on one machine the embedded runtime writes it to the register. */
const BUILT = 'verify.js';

/** `views/words.json`: names that pages and the feed share. */
interface Words {
  siteName: string;
  siteNameEnglish: string;
  feedDescription: string;
  /** The largest file check.html takes, in MB of 1,024 × 1,024 bytes. */
  checkLimitMb: number;
}

export interface SiteAssets {
  views: Readonly<Record<ViewName, string>>;
  words: Words;
  files: readonly { name: string; bytes: Uint8Array; contentType: string }[];
}

/** The folder that holds views/ and assets/: `disclose/` beside a bundle, else this file's own folder. */
export function siteRoot(code: string | URL = import.meta.url): URL {
  const bundled = new URL('./disclose/', code);
  return existsSync(new URL('./views/layout.hbs', bundled)) ? bundled : new URL('./', code);
}

/** Reads everything below `root`, a folder's URL with its closing slash; throws if a file is missing. */
export function readSiteAssets(root: URL): SiteAssets {
  const text = (name: string) => readFileSync(new URL(`./views/${name}`, root), 'utf8');
  const views = Object.fromEntries(VIEW_NAMES.map((name) => [name, text(`${name}.hbs`)]));
  const built = existsSync(new URL(`./assets/${BUILT}`, root)) ? { [BUILT]: TYPES['check.js'] } : {};
  const files = Object.entries({ ...TYPES, ...built }).map(([name, contentType]) => ({
    name,
    bytes: Uint8Array.from(readFileSync(new URL(`./assets/${name}`, root))),
    contentType,
  }));
  return {
    views: views as Record<ViewName, string>,
    words: JSON.parse(text('words.json')) as Words,
    files,
  };
}
