// One signature: an incremental update (ISO 32000-1 7.5.6) that gives one field its value and its appearance.
import { fieldsOf } from './base-rules.ts';
import { ascii, sha256, toHex } from './bytes.ts';
import { sizeOf } from './field-size.ts';
import { formAppearance } from './form-appearance.ts';
import { lowS } from './p256.ts';
import { isKind, type PdfDictionary, type PdfValue } from './pdf-values.ts';
import { type WrittenObject, writeRevision, writeValue } from './pdf-writer.ts';
import { objectsAfter, readRevisions } from './revisions.ts';
import { coverAllBut, type SignatureStatement, signatureDictionary } from './signature-dictionary.ts';
import { signedAttributes, signedData } from './signed-data.ts';

export interface SignatureRequest extends SignatureStatement {
  field: string;
  /** The signer's certificate, DER, and the certificates above it. */
  certificate: Uint8Array;
  chain: Uint8Array[];
  /** ECDSA P-256 with SHA-256 over the signed attributes, DER Ecdsa-Sig-Value; either s will do. */
  sign(signedAttributes: Uint8Array): Promise<Uint8Array>;
  /** A token over the signature value, DER (RFC 3161); undefined when none is to be had. */
  stamp?(signature: Uint8Array): Promise<Uint8Array | undefined>;
  /** A PDF of one page with its fonts embedded. */
  appearance: Uint8Array;
}

/**
 * Appends the signature to `revision`, a file of `addSignatureFields` or of this function; its bytes stay as they
 * are. Throws Error when the field is absent or signed already, Unsound when the file is not of this profile.
 */
export async function signRevision(revision: Uint8Array, request: SignatureRequest): Promise<Uint8Array> {
  const revisions = readRevisions(revision);
  const last = revisions.at(-1);
  const base = revisions[0];
  if (!last || !base) throw new Error('the file has no revision');
  const field = fieldsOf(base).find(({ name }) => name === request.field);
  if (!field) throw new Error(`the document has no signature field ${JSON.stringify(request.field)}`);
  const current = objectsAfter(revisions).get(field.number) as PdfDictionary;
  if (current.has('V'))
    throw new Error(`the signature field ${JSON.stringify(request.field)} is signed already`);

  const value = last.size;
  const appearance = await formAppearance(request.appearance, sizeOf(field), value + 1);
  const objects: WrittenObject[] = [
    { number: field.number, body: ascii(writeValue(signedField(current, value, value + 1))) },
    { number: value, body: signatureDictionary(request) },
    ...appearance,
  ];
  const { Root, Info, ID } = Object.fromEntries(last.trailer);
  const id = await nextIdentifier(ID, objects);
  const info = Info === undefined ? '' : `/Info ${writeValue(Info)} `;
  const trailer = `/Root ${writeValue(Root as PdfValue)} ${info}/ID ${id} /Prev ${last.xref}`;
  const size = value + 1 + appearance.length;
  const { file, bodyOffsets } = writeRevision(revision, objects, size, trailer);

  const { covered, fill } = coverAllBut(file, bodyOffsets.get(value) as number);
  const attributes = await signedAttributes(await sha256(...covered), request.certificate);
  const { certificate, chain } = request;
  const signature = lowS(await request.sign(attributes));
  const timeStamp = await request.stamp?.(signature);
  fill(signedData({ attributes, certificate, chain, signature, ...(timeStamp ? { timeStamp } : {}) }));
  return file;
}

/** The field as it was, with /V and a new /AP (12.5.5). */
function signedField(field: PdfDictionary, value: number, form: number): PdfDictionary {
  const normal: PdfDictionary = new Map([['N', { kind: 'reference', number: form }]]);
  return new Map([...field, ['AP', normal], ['V', { kind: 'reference', number: value }]]);
}

/** 14.4: the first half stays for ever, the second changes with every revision; here with its content. */
export async function nextIdentifier(
  id: PdfValue | undefined,
  objects: readonly WrittenObject[],
): Promise<string> {
  const first = Array.isArray(id) ? id[0] : undefined;
  if (!isKind(first, 'string')) throw new Error('the file has no identifier');
  const digest = await sha256(...objects.map(({ body }) => body));
  return `[${writeValue(first)} <${toHex(digest).slice(0, 32)}>]`;
}
