// Last signatures whose CMS, or whose certificate, is of other parts than the profile's.
import { tagged } from '../../../functions/sign/der.ts';
import type { Attack } from '../attack.ts';
import type { Subject } from '../subject.ts';
import { type CertificateParts, certificateOf, ecPair, type Pair } from './certificate.ts';
import { attribute, type CmsParts, cmsOf } from './cms.ts';
import { OID } from './identifiers.ts';
import { signedAgain } from './signers.ts';

/** The last signature with a CMS of these parts. */
export const withCms =
  (
    parts:
      | Partial<CmsParts>
      | ((
          subject: Subject,
          certificate: Uint8Array,
          pair: Pair,
        ) => Partial<CmsParts> | Promise<Partial<CmsParts>>),
    certificate: (subject: Subject) => CertificateParts = () => ({}),
    pair: () => Pair = ecPair,
  ): Attack['build'] =>
  async (subject) => {
    const keys = pair();
    const own = await certificateOf(subject.issuer, keys, certificate(subject));
    const chain = [subject.issuer.certificate];
    const changes = typeof parts === 'function' ? await parts(subject, own, keys) : parts;
    return signedAgain(subject, {
      cms: (digest) => cmsOf({ certificate: own, chain, key: keys.privateKey, digest, ...changes }),
    });
  };

/** The unsigned attributes, where they hold time-stamps. */
export const stampedBy = (...tokens: Uint8Array[]) => [tagged(1, attribute(OID.timeStampToken, ...tokens))];
