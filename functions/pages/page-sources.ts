// Reads a room's views once, at start, and compiles them: a view that is missing fails the start, not a request.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** Strict: a name that the context lacks is an error. What is interpolated is escaped; no view asks otherwise. */
const OPTIONS = {
  strict: true,
  knownHelpersOnly: true,
  // Else a partial's indentation would be added to every line typed into a text area.
  preventIndent: true,
} as const;

export type RenderPage<Name extends string> = (name: Name, context: object) => string;

/**
 * @param pagesDirectory functions/pages here, or the copy of it beside a bundle
 * @param names each is `<room>/<name>.hbs`, and a partial for the others
 */
export function readPages<Name extends string>(
  pagesDirectory: string,
  room: 'office' | 'sign',
  names: readonly Name[],
): RenderPage<Name> {
  const handlebars = Handlebars.create();
  const views = new Map(
    names.map((name) => {
      const source = readFileSync(join(pagesDirectory, room, `${name}.hbs`), 'utf8');
      return [name, handlebars.compile(source, OPTIONS)] as const;
    }),
  );
  handlebars.registerPartial(Object.fromEntries(views));
  return (name, context) => views.get(name)!(context);
}
