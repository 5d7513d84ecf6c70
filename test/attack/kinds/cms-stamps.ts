// The time-stamp of a signature is of something else, or of somebody else.
import { sequence, tagged } from '../../../functions/sign/der.ts';
import { type Faults, timeStampingAuthority } from '../../fakes/time-stamping-authority.ts';
import { type Attack, clock } from '../attack.ts';
import { attribute, hash } from '../forge/cms.ts';
import { OID } from '../forge/identifiers.ts';
import { stampedBy, withCms } from '../forge/with-cms.ts';

const wrong = timeStampingAuthority({ faults: { wrongImprint: true } });
const stranger = timeStampingAuthority();
const stamped = (value: Uint8Array) => attribute(OID.timeStampToken, clock.stamp(value));
/** By an authority whose root is believed, and which is at fault. */
function faulty(faults: Faults): Pick<Attack, 'build' | 'record'> {
  const { root, stamp } = timeStampingAuthority({ faults, now: () => new Date('2026-03-01T02:00:07Z') });
  return {
    build: withCms({ unsigned: (value) => stampedBy(stamp(value)) }),
    record: () => ({ timeRoots: [root] }),
  };
}

export const CMS_STAMPS: readonly Attack[] = [
  {
    id: 'stamp-other-hash',
    name: 'a time-stamp over another hash',
    cases: ['P27'],
    verdict: 'V7',
    build: withCms({ unsigned: (value) => stampedBy(wrong.stamp(value)) }),
  },
  {
    id: 'stamp-other-data',
    name: 'a time-stamp over something else',
    verdict: 'V7',
    build: withCms({ unsigned: () => stampedBy(clock.stamp(hash('sha256'))) }),
  },
  {
    id: 'stamp-stranger',
    name: 'a time-stamp under a root that is not pinned',
    verdict: 'V7',
    build: withCms({ unsigned: (value) => stampedBy(stranger.stamp(value)) }),
  },
  {
    id: 'stamp-twice',
    name: 'two time-stamps',
    verdict: 'V1',
    build: withCms({ unsigned: (value) => [tagged(1, stamped(value), stamped(value))] }),
  },
  {
    id: 'stamp-two-values',
    name: 'an attribute with two time-stamps',
    verdict: 'V1',
    build: withCms({
      unsigned: (value) => stampedBy(clock.stamp(value), clock.stamp(value)),
    }),
  },
  {
    id: 'stamp-empty',
    name: 'a time-stamp that is an empty SEQUENCE',
    verdict: 'V7',
    build: withCms({ unsigned: () => stampedBy(sequence()) }),
  },
  {
    id: 'stamp-archive',
    name: 'an archive time-stamp of CAdES',
    verdict: 'V1',
    build: withCms({ unsigned: (value) => [tagged(1, attribute('0.4.0.1733.2.4', clock.stamp(value)))] }),
  },
  {
    id: 'stamp-purpose',
    name: 'a time-stamp by a certificate for programs',
    verdict: 'V7',
    ...faulty({ purposes: ['1.3.6.1.5.5.7.3.3'] }),
  },
  {
    id: 'stamp-purpose-loose',
    name: 'a time-stamp by a certificate whose purpose is not critical',
    verdict: 'V7',
    ...faulty({ purposesCritical: false }),
  },
  {
    id: 'stamp-ended',
    name: 'a time-stamp by a certificate that had ended',
    verdict: 'V7',
    ...faulty({ notAfter: new Date('2026-02-01T00:00:00Z') }),
  },
  {
    id: 'stamp-signature',
    name: 'a time-stamp with a wrong signature',
    verdict: 'V7',
    ...faulty({ wrongSignature: true }),
  },
  {
    id: 'stamp-names-another',
    name: 'a time-stamp that names another certificate',
    verdict: 'V7',
    ...faulty({ namesAnotherCertificate: true }),
  },
];
