// What an attacker can do to a signed file: append updates, rewrite revisions, sign under another authority.
import { ascii, equal, fromHex, sha256, toHex } from '../../functions/sign/bytes.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { issueSignerCertificate } from '../../functions/sign/certificate-authority.ts';
import { bits, integer, members, octets, sequence, setOf, tagged } from '../../functions/sign/der.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { isKind, type PdfDictionary, type PdfValue } from '../../functions/sign/pdf-values.ts';
import { type WrittenObject, writeRevision, writeValue } from '../../functions/sign/pdf-writer.ts';
import { objectsAfter, type Revision, readRevisions } from '../../functions/sign/revisions.ts';
import { coverAllBut, signatureDictionary } from '../../functions/sign/signature-dictionary.ts';
import { readSignedData, signedAttributes, signedData } from '../../functions/sign/signed-data.ts';
import { certificateOptions, subject } from './sample-documents.ts';

export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Another file of the same length, with `from` (which must occur) replaced once. */
export function replaced(file: Uint8Array, from: string, to: string, startAt = 0): Uint8Array {
  const at = Buffer.from(file).indexOf(from, startAt, 'latin1');
  if (at < 0 || from.length !== to.length) throw new Error('nothing to replace, or another length');
  const copy = file.slice();
  copy.set(ascii(to), at);
  return copy;
}

export const object = (number: number, body: string): WrittenObject => ({ number, body: ascii(body) });

export const stream = (content: string): string =>
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** The number of the first object that `matches`. */
export function findObject(file: Uint8Array, matches: (dictionary: PdfDictionary) => boolean): number {
  for (const [number, value] of objectsAfter(readRevisions(file))) {
    const dictionary = isKind(value, 'stream') ? value.dictionary : value;
    if (dictionary instanceof Map && matches(dictionary)) return number;
  }
  throw new Error('no such object');
}

export const currentValue = (file: Uint8Array, number: number): PdfValue => {
  const value = objectsAfter(readRevisions(file)).get(number);
  if (value === undefined) throw new Error(`no object ${number}`);
  return value;
};

/** A well-formed incremental update, as any PDF editor writes it. */
export function appended(file: Uint8Array, objects: WrittenObject[], root?: string): Uint8Array {
  const last = readRevisions(file).at(-1) as Revision;
  const size = Math.max(last.size, ...objects.map(({ number }) => number + 1));
  return writeRevision(file, objects, size, trailerAfter(last, root)).file;
}

function trailerAfter(last: Revision, root?: string): string {
  const entry = (key: string) => writeValue(last.trailer.get(key) as PdfValue);
  return `/Root ${root ?? entry('Root')} /Info ${entry('Info')} /ID ${entry('ID')} /Prev ${last.xref}`;
}

const EMPTY_FORM = '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream';

/**
 * A revision signed with a true certificate and a true signature, by somebody who signs `field` and writes
 * `extra` as well; `edit` may change the field or the text of the signature dictionary.
 */
export async function signedWithExtra(
  file: Uint8Array,
  field: number,
  by: Authority,
  extra: (firstFree: number) => WrittenObject[],
  edit: {
    field?: (entries: PdfDictionary) => void;
    value?: (text: string) => string;
    /** In place of the form that shows nothing. */
    form?: string;
    /** Another CMS over SHA-256 of the covered bytes than a true one. */
    cms?: (digest: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  } = {},
): Promise<Uint8Array> {
  const last = readRevisions(file).at(-1) as Revision;
  const value = last.size;
  const entries: PdfDictionary = new Map(currentValue(file, field) as PdfDictionary);
  entries.set('V', { kind: 'reference', number: value });
  entries.set('AP', new Map([['N', { kind: 'reference', number: value + 1 }]]));
  edit.field?.(entries);
  const text = latin1(
    signatureDictionary({ signerName: '张三', reason: '同意', signedAt: new Date('2026-03-01T02:00:00Z') }),
  );
  const objects = [
    object(field, writeValue(entries)),
    object(value, edit.value?.(text) ?? text),
    object(value + 1, edit.form ?? EMPTY_FORM),
    ...extra(value + 2),
  ];
  const size = Math.max(value + 2, ...objects.map(({ number }) => number + 1));
  const written = writeRevision(file, objects, size, trailerAfter(last));
  const { covered, fill } = coverAllBut(written.file, written.bodyOffsets.get(value) as number);
  if (edit.cms) {
    fill(await edit.cms(await sha256(...covered)));
    return written.file;
  }
  const key = createOneShotKey();
  const options = { ...certificateOptions, publicKey: key.publicKey, serial: Uint8Array.of(7) };
  const certificate = await issueSignerCertificate(by, subject, options);
  const attributes = await signedAttributes(await sha256(...covered), certificate);
  fill(
    signedData({ attributes, certificate, chain: [by.certificate], signature: await key.sign(attributes) }),
  );
  return written.file;
}

/**
 * The last signature with another spelling of what nobody signed: its value and the certificates beside the signer's.
 * `by` is whose root stands among them.
 */
export async function respelled(
  file: Uint8Array,
  by: Authority,
  change: { signature?: (value: Uint8Array) => Uint8Array; chain?: Uint8Array[] },
): Promise<Uint8Array> {
  const start = latin1(file).lastIndexOf('/Contents <') + '/Contents '.length;
  const end = file.indexOf(0x3e, start) + 1;
  const { certificates, signature } = readSignedData(fromHex(latin1(file.subarray(start + 1, end - 1))));
  const certificate = certificates.find((other) => !equal(other, by.certificate));
  if (!certificate) throw new Error('no certificate of a signer');
  const cms = signedData({
    attributes: await signedAttributes(
      await sha256(file.subarray(0, start), file.subarray(end)),
      certificate,
    ),
    certificate,
    chain: change.chain ?? [by.certificate],
    signature: change.signature?.(signature) ?? signature,
  });
  const copy = file.slice();
  copy.set(ascii(toHex(cms).padEnd(end - start - 2, '0')), start + 1);
  return copy;
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** (r, n - s) for (r, s): true of the same key and message. */
export function otherS(signature: Uint8Array, order = ORDER): Uint8Array {
  const [r, s] = members(members(signature)[0]!.content);
  const other = (order - BigInt(`0x${toHex(s!.content)}`)).toString(16);
  return sequence(r!.whole, integer(fromHex(other.padStart(other.length + (other.length % 2), '0'))));
}

/** A time-stamp token with the other value of its ECDSA signature, as true as the first. */
export function otherToken(token: Uint8Array, order = ORDER): Uint8Array {
  const { before, signer, after } = tokenParts(token);
  const value = otherS(signer.pop()!.content, order);
  return after(before, setOf(sequence(...signer.map(({ whole }) => whole), octets(value))));
}

/** A time-stamp token with other certificates, or the same in another order: nobody signs which stand in it. */
export function withCertificates(
  token: Uint8Array,
  change: (certificates: Uint8Array[]) => Uint8Array[],
): Uint8Array {
  const { before, signers, after } = tokenParts(token);
  const certificates = members(members(before.pop()!)[0]!.content).map(({ whole }) => whole);
  return after([...before, tagged(0, ...change(certificates))], signers);
}

/** A certificate with the other value of the ECDSA signature on it. */
export function otherCertificate(certificate: Uint8Array, order = ORDER): Uint8Array {
  const [content, algorithm, signature] = members(members(certificate)[0]!.content);
  const value = otherS(signature!.content.subarray(1), order);
  return sequence(content!.whole, algorithm!.whole, bits(value));
}

function tokenParts(token: Uint8Array) {
  const [type, content] = members(members(token)[0]!.content);
  const parts = members(members(content!.content)[0]!.content);
  const signers = parts.pop()!;
  return {
    before: parts.map(({ whole }) => whole),
    signers: signers.whole,
    signer: members(members(signers.content)[0]!.content),
    after: (before: readonly Uint8Array[], signers: Uint8Array) =>
      sequence(type!.whole, tagged(0, sequence(...before, signers))),
  };
}
