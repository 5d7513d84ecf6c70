// The dictionary of the signature that a revision adds, and what it says that it was made for.
import { isKind, isName, type PdfDictionary, textOf } from './pdf-values.ts';
import type { Revision } from './revisions.ts';

/** Octets; what the platform writes is far below. */
const LONGEST_REASON = 4096;

export const signatureIn = ({ objects }: Pick<Revision, 'objects'>): PdfDictionary | undefined =>
  [...objects.values()].find(
    (object): object is PdfDictionary => object instanceof Map && isName(object.get('Type'), 'Sig'),
  );

/** /Reason; undefined where there is none that the platform could have written. */
export function reasonIn(revision: Pick<Revision, 'objects'>): string | undefined {
  const reason = signatureIn(revision)?.get('Reason');
  if (!isKind(reason, 'string') || reason.bytes.length > LONGEST_REASON) return undefined;
  try {
    return textOf(reason);
  } catch {
    // Not UTF-16.
    return undefined;
  }
}
