// The compiled views. Handlebars escapes what is interpolated; no view asks it not to.
import Handlebars from 'handlebars';
import { readSiteAssets, siteRoot, VIEW_NAMES, type ViewName } from './site-assets.ts';

export const site = readSiteAssets(siteRoot());

// Strict: a name the page builder did not give is an error, not an empty place on a public page.
const OPTIONS = { strict: true, knownHelpersOnly: true } as const;
const handlebars = Handlebars.create();
const compiled = new Map(VIEW_NAMES.map((name) => [name, handlebars.compile(site.views[name], OPTIONS)]));
handlebars.registerPartial(Object.fromEntries(compiled));

/** Every page's own names, and `root`: the way from the page to the root of the register, `./` or `../`. */
export type PageContext = { root: string; english?: true } & Readonly<Record<string, unknown>>;

export function renderPage(name: ViewName, context: PageContext): string {
  return compiled.get(name)!({ english: false, ...context, words: site.words });
}
