// The authority's record against its keys, and against the lists of revoked certificates that it has published.
import { X509Certificate } from 'node:crypto';
import { type Fact, says } from '../domain/fact.ts';
import type { RevocationSource, RevokedSerial } from '../ports/certificate-issuer.ts';
import type { Inventory, KeptAuthority } from '../ports/inventory.ts';
import { equal } from '../sign/bytes.ts';
import { readRevocationList } from '../sign/revocation-list.ts';
import type { Finding } from './audit-finding.ts';
import type { World } from './world.ts';

export type AuditingAuthority = Pick<World, 'site' | 'authority' | 'clock'> & {
  inventory: Pick<Inventory, 'authorities'>;
  /** Certificates, DER, that whoever audits has kept elsewhere: with them no other root is believed. */
  namedRoots?: readonly Uint8Array[] | undefined;
};

/**
 * Where the key of a root lies in a safe, as it should, only `namedRoots` can vouch for it. `unreadable`: a certificate of
 * the record is none; nothing that stands on the authority can be judged then.
 */
export async function auditAuthority(
  world: AuditingAuthority,
): Promise<{ findings: Finding[]; unreadable: boolean }> {
  const kept = await world.inventory.authorities();
  const broken = kept.flatMap(({ certificate }, i) => (readable(certificate) ? [] : [i]));
  if (broken.length > 0) {
    const findings = broken.map((i) =>
      finding(`authority ${i + 1}`, says('a certificate'), says('what is none')),
    );
    return { findings, unreadable: true };
  }
  const { lists } = await world.authority();
  const found = [await auditCertificates(kept, world.namedRoots)];
  for (const source of lists) found.push(await auditList(world, source));
  for (const { certificate, list } of kept)
    if (list) found.push(await auditKeptList(certificate, list, lists));
  return { findings: found.flat(), unreadable: false };
}

const finding = (path: string, expected: Fact, found: Fact): Finding => ({
  level: 'finding',
  kind: 'authority',
  path,
  expected,
  found,
});

function readable(certificate: Uint8Array): boolean {
  try {
    return new X509Certificate(certificate).serialNumber !== '';
  } catch {
    return false;
  }
}

const UNVOUCHED = {
  away: says('one whose key is not at hand'),
  foreign: says('one whose key is none of this platform'),
} as const;

/** Whoever writes a root into the record is believed by all who believe the register: each must be vouched for. */
async function auditCertificates(
  kept: readonly KeptAuthority[],
  named: AuditingAuthority['namedRoots'],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let root: X509Certificate | undefined;
  for (const one of kept) {
    const certificate = new X509Certificate(one.certificate);
    if (one.kind === 'root') root = certificate;
    const path = `authority ${certificate.fingerprint256}`;
    const key = await one.publicKey();
    const own = new Uint8Array(certificate.publicKey.export({ type: 'spki', format: 'der' }));
    if (!root || !certificate.checkIssued(root) || !certificate.verify(root.publicKey))
      findings.push(finding(path, says('signed by its root'), says('not signed by it')));
    else if (key instanceof Uint8Array && !equal(key, own))
      findings.push(finding(path, says('a certificate of its key'), says('one of another key')));
    else if (one.kind === 'root' && named && !named.some((known) => equal(known, one.certificate)))
      findings.push(finding(path, says('one of the roots that were named'), says('another root')));
    else if (one.kind === 'root' && !named && !(key instanceof Uint8Array))
      findings.push(
        finding(path, says('a root whose key is at hand, or that is named (--root)'), UNVOUCHED[key]),
      );
  }
  return findings;
}

/** What was revoked once is revoked for ever: record and published list must name the same. */
async function auditList(
  { site, clock }: AuditingAuthority,
  { issuer, path, revoked }: RevocationSource,
): Promise<Finding[]> {
  const place = `public/${path}`;
  const standing = await site.read(path);
  if (!standing) return [{ ...finding(place, says('a file'), says('none')), kind: 'public-missing' }];
  const list = await readRevocationList(issuer, standing.bytes);
  if (!list)
    return [{ ...finding(place, says('a list of its issuer'), says('other bytes')), kind: 'public-altered' }];
  const ended = list.nextUpdate < new Date(clock.now());
  return [
    ...differences(place, revoked, list.revoked),
    ...(ended
      ? [
          {
            ...finding(place, says('a list in force'), says('ended {0}', list.nextUpdate.toISOString())),
            kind: 'revocation' as const,
            level: 'warning' as const,
          },
        ]
      : []),
  ];
}

async function auditKeptList(
  certificate: Uint8Array,
  bytes: Uint8Array,
  lists: readonly RevocationSource[],
): Promise<Finding[]> {
  const path = `authority ${new X509Certificate(certificate).fingerprint256} list`;
  const list = await readRevocationList(certificate, bytes);
  if (!list) return [finding(path, says('a list of this root'), says('other bytes'))];
  const source = lists.find(({ issuer }) => equal(issuer, certificate));
  return source ? differences(path, source.revoked, list.revoked) : [];
}

function differences(
  path: string,
  record: readonly RevokedSerial[],
  listed: readonly { serial: string }[],
): Finding[] {
  const [recorded, named] = [record, listed].map((some) => some.map(({ serial }) => serial)) as [
    string[],
    string[],
  ];
  const revocation = (serial: string, expected: Fact, found: Fact): Finding => ({
    ...finding(`${path} ${serial}`, expected, found),
    kind: 'revocation',
  });
  return [
    ...recorded
      .filter((serial) => !named.includes(serial))
      .map((serial) => revocation(serial, says('named on the list'), says('revoked in the record alone'))),
    ...named
      .filter((serial) => !recorded.includes(serial))
      .map((serial) => revocation(serial, says('revoked in the record'), says('named on the list alone'))),
  ];
}
