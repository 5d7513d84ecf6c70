// What keeps a signed file provable when certificates have ended: a DSS and a document time-stamp (PAdES B-LTA).
import { ascii, concatenate } from './bytes.ts';
import { isKind, type PdfDictionary, type PdfValue } from './pdf-values.ts';
import { type WrittenObject, writeRevision, writeText, writeValue } from './pdf-writer.ts';
import { objectsAfter, readRevisions } from './revisions.ts';
import { nextIdentifier } from './sign-revision.ts';
import { coverAllBut, timeStampDictionary } from './signature-dictionary.ts';

/** The n-th archival time-stamp of a file is the value of the field of this name. */
export const archiveField = (n: number): string => `archive-${n}`;

export interface ArchiveRequest {
  /** Certificates of the signers and of the authority above them, DER. */
  certificates: readonly Uint8Array[];
  /** Revocation lists in force, DER. */
  lists: readonly Uint8Array[];
  /** A token over the covered bytes, DER (RFC 3161). */
  stamp(covered: Uint8Array): Promise<Uint8Array>;
}

/**
 * Appends one revision to a signed file: the document security store (ISO 32000-2 12.8.4.3) and a time-stamp over all
 * of it. Again on a file that has one, before that one's authority ends, renews it. The field of a time-stamp has no
 * widget: there is nothing to see. Throws what `stamp` throws, and Unsound when the file is not of this profile.
 */
export async function archiveRevision(revision: Uint8Array, request: ArchiveRequest): Promise<Uint8Array> {
  const revisions = readRevisions(revision);
  const last = revisions.at(-1);
  if (!last) throw new Error('the file has no revision');
  const objects = objectsAfter(revisions);
  const root = last.trailer.get('Root');
  const catalog = dictionaryAt(objects, root);
  const formAt = catalog.get('AcroForm');
  const form = dictionaryAt(objects, formAt);
  const fields = form.get('Fields') as PdfValue[];
  const stamps = [...objects.values()].filter(isTimeStamp).length;

  const [field, value, store] = [last.size, last.size + 1, last.size + 2];
  const streams = [...request.certificates, ...request.lists].map((bytes, i) => ({
    number: store + 1 + i,
    body: concatenate(ascii(`<< /Length ${bytes.length} >>\nstream\n`), bytes, ascii('\nendstream')),
  }));
  const numbers = streams.map(({ number }) => `${number} 0 R`);
  const certificates = numbers.slice(0, request.certificates.length).join(' ');
  const lists = numbers.slice(request.certificates.length).join(' ');
  const name = writeText(archiveField(stamps + 1));
  const written: WrittenObject[] = [
    { number: numberOf(root), body: ascii(writeValue(replaced(catalog, 'DSS', reference(store)))) },
    {
      number: numberOf(formAt),
      body: ascii(writeValue(replaced(form, 'Fields', [...fields, reference(field)]))),
    },
    { number: field, body: ascii(`<< /FT /Sig /T ${name} /V ${value} 0 R >>`) },
    { number: value, body: timeStampDictionary() },
    { number: store, body: ascii(`<< /Type /DSS /Certs [${certificates}] /CRLs [${lists}] >>`) },
    ...streams,
  ];
  const { Info, ID } = Object.fromEntries(last.trailer);
  const info = Info === undefined ? '' : `/Info ${writeValue(Info)} `;
  const trailer = `/Root ${writeValue(root as PdfValue)} ${info}/ID ${await nextIdentifier(ID, written)} /Prev ${last.xref}`;
  const { file, bodyOffsets } = writeRevision(revision, written, store + 1 + streams.length, trailer);
  const { covered, fill } = coverAllBut(file, bodyOffsets.get(value) as number);
  fill(await request.stamp(concatenate(...covered)));
  return file;
}

const reference = (number: number): PdfValue => ({ kind: 'reference', number });

function replaced(dictionary: PdfDictionary, key: string, value: PdfValue): PdfDictionary {
  return new Map([...dictionary, [key, value]]);
}

function isTimeStamp(value: PdfValue): boolean {
  if (!(value instanceof Map)) return false;
  const type = value.get('Type');
  return isKind(type, 'name') && type.name === 'DocTimeStamp';
}

function numberOf(value: PdfValue | undefined): number {
  if (!isKind(value, 'reference')) throw new Error('catalog and form are indirect objects');
  return value.number;
}

function dictionaryAt(objects: ReadonlyMap<number, PdfValue>, value: PdfValue | undefined): PdfDictionary {
  const found = objects.get(numberOf(value));
  if (!(found instanceof Map)) throw new Error('catalog and form are dictionaries');
  return found;
}
