// What the revisions of a sound file hold besides their signatures: the evidence for a seal, and lists of what was revoked.
import { isArchive } from '../sign/archive-rules.ts';
import { isKind, isName, type PdfDictionary, type PdfValue, textOf } from '../sign/pdf-values.ts';
import type { Revision } from '../sign/revisions.ts';

/** Octets; what the platform writes is far below. */
const LONGEST_REASON = 4096;

/** The SHA-256 that the platform names in /Reason where it signs for a seal: of the scan, or of the provider's evidence. */
export function evidenceOf({ objects }: Revision): string | undefined {
  const signature = [...objects.values()].find(
    (object): object is PdfDictionary => object instanceof Map && isName(object.get('Type'), 'Sig'),
  );
  const reason = signature?.get('Reason');
  if (!isKind(reason, 'string') || reason.bytes.length > LONGEST_REASON) return undefined;
  try {
    return /SHA-256 ([0-9a-f]{64})$/.exec(textOf(reason))?.[1];
  } catch {
    // Not UTF-16: then it was not the platform that wrote it.
    return undefined;
  }
}

/** Whether an archival revision keeps a list of revoked certificates; the verifier has held the signatures against it. */
export function holdsLists(revision: Revision): boolean {
  if (!isArchive(revision)) return false;
  const of = (value: PdfValue | undefined): PdfDictionary => {
    const found = isKind(value, 'reference') ? revision.objects.get(value.number) : undefined;
    return found instanceof Map ? found : new Map();
  };
  const lists = of(of(revision.trailer.get('Root')).get('DSS')).get('CRLs');
  return Array.isArray(lists) && lists.length > 0;
}
