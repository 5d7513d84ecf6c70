// What the revisions of a sound file hold: the evidence for a seal, certificates, and lists of what was revoked.
import { isArchive } from '../sign/archive-rules.ts';
import { isKind, type PdfDictionary, type PdfValue } from '../sign/pdf-values.ts';
import type { Revision } from '../sign/revisions.ts';
import { readSignedData } from '../sign/signed-data.ts';
import { reasonIn, signatureIn } from '../sign/signed-reason.ts';

/** The SHA-256 that the platform names in /Reason where it signs for a seal: of the scan, or of the provider's evidence. */
export function evidenceOf(revision: Revision): string | undefined {
  return /SHA-256 ([0-9a-f]{64})$/.exec(reasonIn(revision) ?? '')?.[1];
}

/** The certificates of a signature that the verifier has passed, DER, in any order. */
export function certificatesOf(revision: Revision): Uint8Array[] {
  const contents = signatureIn(revision)?.get('Contents');
  return isKind(contents, 'string') ? readSignedData(contents.bytes).certificates : [];
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
