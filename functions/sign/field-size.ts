// The size of a signature field, for drawing its appearance.
import { type Field, fieldsOf } from './base-rules.ts';
import { readRevisions } from './revisions.ts';

/** Width and height in pt of the field's widget; throws Error without such a field, Unsound for a foreign file. */
export async function fieldSize(pdf: Uint8Array, field: string): Promise<{ width: number; height: number }> {
  const [base] = readRevisions(pdf);
  const found = base && fieldsOf(base).find(({ name }) => name === field);
  if (!found) throw new Error(`the document has no signature field ${JSON.stringify(field)}`);
  return sizeOf(found);
}

/** /Rect is [left bottom right top] (ISO 32000-1 7.9.5) and never changes after the base. */
export function sizeOf({ dictionary }: Field): { width: number; height: number } {
  const [left, bottom, right, top] = dictionary.get('Rect') as [number, number, number, number];
  return { width: right - left, height: top - bottom };
}
