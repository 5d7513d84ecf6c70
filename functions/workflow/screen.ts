// A document's words for the screen: the same wording that is set in the PDF, never what is signed.
import type { DocumentState } from '../domain/document.ts';
import type { FormInput } from '../domain/form/field.ts';
import { dateInShanghai } from '../domain/time.ts';
import { parseVocabulary } from '../typeset/parse-vocabulary.ts';
import { toHtml } from '../typeset/to-html.ts';
import { mustBeType } from './draft.ts';
import { type Checking, checkForm, getJson, InvalidForm } from './form.ts';
import type { World } from './world.ts';

/** An unfinished form's, as HTML; throws InvalidForm while a field cannot be read. */
export async function draftOnScreen(
  world: Checking & Pick<World, 'documentType' | 'printer'>,
  typeId: string,
  input: FormInput,
): Promise<string> {
  const type = mustBeType(world, typeId);
  const { value, problems } = checkForm(world, type, input);
  if (value === undefined) throw new InvalidForm(problems);
  const today = dateInShanghai(world.clock.now());
  return toHtml(parseVocabulary(await world.printer.html({ type, value, today }), type.id));
}

/**
 * An issued document's, as HTML, from the sheet that its PDF was set from: templates that have changed since say
 * nothing here. Absent for one that was issued before sheets were kept.
 */
export async function issuedOnScreen(
  world: Pick<World, 'files'>,
  { issue }: DocumentState,
): Promise<string | undefined> {
  if (!issue?.printed) return undefined;
  const { type, html } = (await getJson(world.files, issue.printed.sheet)) as { type: string; html: string };
  return toHtml(parseVocabulary(html, type));
}
