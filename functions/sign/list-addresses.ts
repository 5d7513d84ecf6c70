// Where a certificate says that the list of its issuer is found.
import { CRLDistributionPoints, type DistributionPoint } from 'pkijs';
import { EXTENSION } from './certificate-extensions.ts';
import { readCertificate } from './certificate-path.ts';

const ADDRESS = 6;

/**
 * Web addresses of whole lists, as they stand (RFC 5280 §4.2.1.13): absolute, without credentials in them. Not those of
 * lists for some reasons only or by another authority.
 */
export function listAddressesOf(certificate: Uint8Array): string[] {
  const { extensions = [] } = readCertificate(certificate).content;
  const points = extensions.find(({ extnID }) => extnID === EXTENSION.crlDistributionPoints)?.parsedValue;
  if (!(points instanceof CRLDistributionPoints)) return [];
  return points.distributionPoints
    .filter(isWhole)
    .flatMap(({ distributionPoint }) =>
      Array.isArray(distributionPoint)
        ? distributionPoint
            .filter(({ type, value }) => type === ADDRESS && isWebAddress(value))
            .map(({ value }) => String(value))
        : [],
    );
}

const isWhole = ({ reasons, cRLIssuer }: DistributionPoint): boolean => !reasons && !cRLIssuer;

export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
