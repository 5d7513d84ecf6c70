// What the revisions of a sound file hold: the evidence for a seal, certificates, and lists of what was revoked.
import { isArchive } from '../sign/archive-rules.ts';
import { isKind, isName, type PdfDictionary, type PdfValue, textOf } from '../sign/pdf-values.ts';
import type { Revision } from '../sign/revisions.ts';
import { readSignedData } from '../sign/signed-data.ts';

/** Octets; what the platform writes is far below. */
const LONGEST_REASON = 4096;

/** The SHA-256 that the platform names in /Reason where it signs for a seal: of the scan, or of the provider's evidence. */
export function evidenceOf(revision: Revision): string | undefined {
  const reason = signatureIn(revision)?.get('Reason');
  if (!isKind(reason, 'string') || reason.bytes.length > LONGEST_REASON) return undefined;
  try {
    return /SHA-256 ([0-9a-f]{64})$/.exec(textOf(reason))?.[1];
  } catch {
    // Not UTF-16: then it was not the platform that wrote it.
    return undefined;
  }
}

/** The certificates of a signature that the verifier has passed, DER, in any order. */
export function certificatesOf(revision: Revision): Uint8Array[] {
  const contents = signatureIn(revision)?.get('Contents');
  return isKind(contents, 'string') ? readSignedData(contents.bytes).certificates : [];
}

const signatureIn = ({ objects }: Revision): PdfDictionary | undefined =>
  [...objects.values()].find(
    (object): object is PdfDictionary => object instanceof Map && isName(object.get('Type'), 'Sig'),
  );

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
