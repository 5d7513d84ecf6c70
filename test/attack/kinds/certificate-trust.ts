// Self-made and foreign certificates: those that lead to no root of ours.
import { sign } from 'node:crypto';
import type { Authority } from '../../../functions/sign/certificate-authority.ts';
import { signerName } from '../../../functions/sign/certificate-names.ts';
import { octets, sequence } from '../../../functions/sign/der.ts';
import { lowS } from '../../../functions/sign/p256.ts';
import { authority, memoryKey, subject as person } from '../../sign/sample-documents.ts';
import type { Attack } from '../attack.ts';
import {
  AUTHORITY_EXTENSIONS,
  type CertificateParts,
  certificateOf,
  ecPair,
  keyUsage,
  nameIn,
  SIGNER_EXTENSIONS,
  spkiOf,
} from '../forge/certificate.ts';
import { hash } from '../forge/cms.ts';
import { withCms } from '../forge/with-cms.ts';
import type { Subject } from '../subject.ts';

const AUTHORITY = Object.values(AUTHORITY_EXTENSIONS);

/** Signed under another authority of the same name, one for the whole corpus. */
let stranger: Promise<Authority> | undefined;
function namesake(): Promise<Authority> {
  stranger ??= authority();
  return stranger;
}
const byStranger =
  (chain: (subject: Subject, other: Authority) => Uint8Array[]): Attack['build'] =>
  async (subject) => {
    const other = await namesake();
    const pair = ecPair();
    const certificate = await certificateOf(other, pair);
    return withCms({ certificate, chain: chain(subject, other), key: pair.privateKey })(subject);
  };

/** Signer <- intermediate <- root, with these parts of the intermediate. */
const viaIntermediate =
  (
    parts: CertificateParts,
    chain = (middle: Uint8Array, root: Uint8Array): Uint8Array[] => [middle, root],
  ): Attack['build'] =>
  async (subject) => {
    const key = memoryKey();
    const name = signerName({ ...person, person: '中间机构' });
    const spki = await key.publicKey();
    const middle = await certificateOf(subject.issuer, ecPair(), { subjectName: name, spki, ...parts });
    const by = { name, sign: async (content: Uint8Array) => lowS(await key.sign(content)) };
    return withCms({ chain: chain(middle, subject.issuer.certificate) }, () => ({ by }))(subject);
  };

/** Under a certificate that the signer made, in the name of whom it pleases. */
const bySelf =
  (of: (subject: Subject) => Uint8Array): Attack['build'] =>
  (subject) => {
    const { publicKey, privateKey } = ecPair();
    const spki = spkiOf({ publicKey });
    const by = {
      name: of(subject),
      sign: (content: Uint8Array) => lowS(new Uint8Array(sign('sha256', content, privateKey))),
    };
    return withCms({ key: privateKey }, () => ({ spki, subjectName: of(subject), by }))(subject);
  };

export const TRUST: readonly Attack[] = [
  {
    id: 'trust-stranger',
    name: 'another authority of the same name',
    cases: ['P13'],
    verdict: 'V7',
    build: byStranger((_, other) => [other.certificate]),
  },
  {
    id: 'trust-stranger-true-root',
    name: 'another authority of the same name, with the true root beside',
    cases: ['P13'],
    verdict: 'V7',
    build: byStranger(({ issuer }) => [issuer.certificate]),
  },
  {
    id: 'trust-stranger-both',
    name: 'another authority of the same name, with both roots beside',
    cases: ['P13'],
    verdict: 'V7',
    build: byStranger(({ issuer }, other) => [other.certificate, issuer.certificate]),
  },
  {
    id: 'trust-stranger-alone',
    name: 'another authority of the same name, with nothing beside',
    cases: ['P13'],
    verdict: 'V7',
    build: byStranger(() => []),
  },
  {
    id: 'trust-self-made',
    name: 'a certificate that the signer made',
    verdict: 'V7',
    build: bySelf(() => signerName(person)),
  },
  {
    id: 'trust-self-made-name',
    name: "a certificate that the signer made in the root's name",
    verdict: 'V7',
    build: bySelf(({ issuer }) => nameIn(issuer.certificate)),
  },
  {
    id: 'trust-root-missing',
    name: 'the root is not beside the certificate',
    verdict: 'V7',
    build: withCms({ chain: [] }),
  },
  {
    id: 'trust-root-twice',
    name: 'the root stands twice',
    verdict: 'V7',
    build: withCms(({ issuer }) => ({ chain: [issuer.certificate, issuer.certificate] })),
  },
  {
    id: 'trust-signer-twice',
    name: "the signer's certificate stands twice",
    verdict: 'V7',
    build: withCms(({ issuer }, own) => ({ chain: [issuer.certificate, own] })),
  },
  {
    id: 'trust-many',
    name: 'five certificates',
    verdict: 'V11',
    build: withCms(({ issuer }) => ({ chain: Array<Uint8Array>(5).fill(issuer.certificate) })),
  },
  { id: 'trust-empty', name: 'no certificate at all', verdict: 'V1', build: withCms({ certificates: [] }) },
  {
    id: 'trust-not-one',
    name: 'something that is no certificate',
    verdict: 'V2',
    build: withCms({ certificates: [sequence(octets(hash('sha256')))] }),
  },
  {
    id: 'trust-root-signs',
    name: 'the root itself as the signer',
    verdict: 'V7',
    build: withCms(({ issuer }) => ({ certificate: issuer.certificate, chain: [] })),
  },
  {
    id: 'trust-leaf-issues',
    name: "a signer's certificate that issued another",
    verdict: 'V7',
    build: viaIntermediate({ extensions: Object.values(SIGNER_EXTENSIONS) }),
  },
  {
    id: 'trust-middle',
    name: 'an authority in between that the root does not allow (pathLenConstraint)',
    verdict: 'V7',
    build: viaIntermediate({ extensions: AUTHORITY }),
  },
  {
    id: 'trust-middle-no-sign',
    name: 'an authority in between that may not sign certificates',
    verdict: 'V7',
    build: viaIntermediate({ extensions: [AUTHORITY_EXTENSIONS.basic, keyUsage(0x80)] }),
  },
  {
    id: 'trust-middle-ended',
    name: 'an authority in between that had ended',
    verdict: 'V7',
    build: viaIntermediate({ extensions: AUTHORITY, to: new Date('2026-01-01T00:00:00Z') }),
  },
  {
    id: 'trust-middle-missing',
    name: 'an authority in between is not there',
    verdict: 'V7',
    build: viaIntermediate({ extensions: AUTHORITY }, (_, root) => [root]),
  },
];
