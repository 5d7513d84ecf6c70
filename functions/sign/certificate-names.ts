// Distinguished names (RFC 5280 §4.1.2.4): who signs, for whom, in which office.
import type { RelativeDistinguishedNames } from 'pkijs';
import type { CertificateSubject } from '../ports/certificate-issuer.ts';
import { type Der, objectId, printable, sequence, setOf, utf8 } from './der.ts';
import { must } from './unsound.ts';

export type SignerSubject = CertificateSubject;

const ATTRIBUTE = {
  country: '2.5.4.6',
  organization: '2.5.4.10',
  title: '2.5.4.12',
  /** X.520 6.4.4: an identification of the organization other than its name. */
  organizationIdentifier: '2.5.4.97',
  commonName: '2.5.4.3',
} as const;

/** RFC 5280 appendix A.1: ub-common-name, ub-organization-name and ub-title are 64 characters. */
const MAX_CHARACTERS = 64;

export function rootName(name: { commonName: string; organization: string }): Der {
  return sequence(
    COUNTRY,
    attribute('organization', name.organization),
    attribute('commonName', name.commonName),
  );
}

export function signerName(subject: SignerSubject): Der {
  return sequence(
    COUNTRY,
    attribute('organization', subject.organization),
    attribute('organizationIdentifier', subject.organizationCode),
    attribute('title', subject.role),
    attribute('commonName', subject.person),
  );
}

/** The first member of every name. */
export const COUNTRY: Der = setOf(sequence(objectId(ATTRIBUTE.country), printable('CN')));

/** Always an attribute value of its own: a name given as one string would be parsed for commas and equals signs. */
function attribute(type: keyof typeof ATTRIBUTE, text: string): Der {
  const characters = [...text].length;
  if (characters < 1 || characters > MAX_CHARACTERS) {
    throw new RangeError(
      `certificate ${type} has ${characters} characters, 1 to ${MAX_CHARACTERS} are possible`,
    );
  }
  return setOf(sequence(objectId(ATTRIBUTE[type]), utf8(text)));
}

/** Reads back what `signerName` wrote; throws Unsound (V7) unless each attribute stands exactly once. */
export function subjectOf(name: RelativeDistinguishedNames): SignerSubject {
  const value = (type: keyof typeof ATTRIBUTE): string => {
    const found = name.typesAndValues.filter((attribute) => attribute.type === ATTRIBUTE[type]);
    must(found.length === 1, 'V7', `the certificate names ${found.length} of ${type}`);
    return String(found[0]?.value.valueBlock.value);
  };
  return {
    person: value('commonName'),
    organization: value('organization'),
    role: value('title'),
    organizationCode: value('organizationIdentifier'),
  };
}
