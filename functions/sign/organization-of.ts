// Whose a certificate is, by its subject.
import { readCertificate } from './certificate-path.ts';

const ORGANIZATION = '2.5.4.10';

/** The organization in the subject of a certificate, DER; '' without one. Throws Unsound for what is none. */
export function organizationOf(certificate: Uint8Array): string {
  const { subject } = readCertificate(certificate).content;
  const found = subject.typesAndValues.find(({ type }) => type === ORGANIZATION);
  return found ? String(found.value.valueBlock.value) : '';
}
