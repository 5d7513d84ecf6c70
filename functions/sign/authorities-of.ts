// Which authorities a signed file's certificates come from, for its security store.
import { BasicConstraints } from 'pkijs';
import { distinct } from './bytes.ts';
import { EXTENSION } from './certificate-extensions.ts';
import { readCertificate } from './certificate-path.ts';
import { isKind } from './pdf-values.ts';
import { objectsAfter, readRevisions } from './revisions.ts';
import { readSignedData } from './signed-data.ts';

/** The certificates of authorities that stand in its signatures, each once, DER. Throws Unsound for another file. */
export function authoritiesOf(file: Uint8Array): Uint8Array[] {
  return distinct(certificatesOf(file).flat()).filter(isAuthority);
}

/** The certificates of each of its signatures, DER, as they stand there. Throws Unsound for another file. */
export function certificatesOf(file: Uint8Array): Uint8Array[][] {
  const found: Uint8Array[][] = [];
  for (const value of objectsAfter(readRevisions(file)).values()) {
    if (!(value instanceof Map)) continue;
    const [type, contents] = [value.get('Type'), value.get('Contents')];
    if (!isKind(type, 'name') || type.name !== 'Sig' || !isKind(contents, 'string')) continue;
    found.push(readSignedData(contents.bytes).certificates);
  }
  return found;
}

function isAuthority(der: Uint8Array): boolean {
  const { extensions } = readCertificate(der).content;
  const constraints = extensions?.find(({ extnID }) => extnID === EXTENSION.basicConstraints)?.parsedValue;
  return constraints instanceof BasicConstraints && constraints.cA;
}
