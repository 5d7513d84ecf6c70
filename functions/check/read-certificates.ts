// Roots as people keep them: one certificate in DER, or PEM with any number of them.
import { asciiAt } from '../sign/bytes.ts';
import { readCertificate } from '../sign/certificate-path.ts';
import { Unsound } from '../sign/unsound.ts';

/** The bytes hold no certificate, or one that cannot be read. */
export class NotCertificates extends Error {
  override readonly name = 'NotCertificates';
}

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The certificates, DER. Text around the blocks of PEM is passed over (RFC 7468 §2). Throws NotCertificates. */
export function readCertificates(file: Uint8Array): Uint8Array[] {
  // DER of a certificate begins with a SEQUENCE, which no text does.
  const found = file[0] === 0x30 ? [file] : pemBlocks(file);
  if (found.length === 0) throw new NotCertificates('no certificate');
  for (const certificate of found) {
    try {
      readCertificate(certificate);
    } catch (fault) {
      if (fault instanceof Unsound) throw new NotCertificates(fault.detail);
      throw fault;
    }
  }
  return found;
}

/** As `readCertificates`, but a text without any is an empty list: a register may name no time-stamping authority. */
export function readCertificateList(file: Uint8Array): Uint8Array[] {
  return file[0] === 0x30 || pemBlocks(file).length > 0 ? readCertificates(file) : [];
}

function pemBlocks(file: Uint8Array): Uint8Array[] {
  return [...asciiAt(file, 0, file.length).matchAll(BLOCK)].map(([, base64 = '']) => {
    try {
      return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    } catch (cause) {
      throw new NotCertificates('not base64', { cause });
    }
  });
}
