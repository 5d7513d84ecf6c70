// Against which revocations the register says that its pledges were held, and against which they should have been.
import { says } from '../domain/fact.ts';
import { readRevocationList, unionOf } from '../sign/revocation-list.ts';
import type { Finding } from './audit-finding.ts';
import { fingerprintOf, NOTED_PATH, type NotedRevocation, readNoted } from './noted-revocations.ts';
import type { World } from './world.ts';

export interface AuditedNotes {
  findings: Finding[];
  noted: readonly NotedRevocation[];
  /** What the register says of each pledge has to be what follows from `noted`; else it is about to be. */
  settled: boolean;
}

export async function auditNoted({
  site,
  authority,
}: Pick<World, 'site' | 'authority'>): Promise<AuditedNotes> {
  const path = `public/${NOTED_PATH}`;
  const is = await readNoted(site).catch(() => undefined);
  if (!is)
    return {
      findings: [
        {
          ...{ level: 'finding', kind: 'public-altered', path },
          ...{ expected: says('what would be written now'), found: says('other bytes') },
        },
      ],
      noted: [],
      settled: false,
    };
  const { revoked: noted, pending } = is.noted;
  const should = new Map<string, number>();
  for (const { issuer, path: listPath, revoked } of (await authority()).lists) {
    const file = await site.read(listPath);
    const list = file && (await readRevocationList(issuer, file.bytes));
    for (const { serial, at } of unionOf(revoked, list?.revoked ?? []))
      should.set(`${fingerprintOf(issuer)} ${serial}`, seconds(at));
  }
  const keys = noted.map(({ issuer, serial, at }) => ({ key: `${issuer} ${serial}`, serial, at }));
  const findings: Finding[] = keys
    .filter(({ key }) => !should.has(key))
    .map(({ serial }) => ({
      ...{ level: 'finding', kind: 'public-altered', path: `${path} ${serial}` },
      ...{ expected: says('revoked in the record'), found: says('noted in the register alone') },
    }));
  const told = [...should].every(([key, at]) =>
    keys.some((one) => one.key === key && seconds(new Date(one.at)) === at),
  );
  const settled = told && !pending;
  if (!settled)
    findings.push({
      ...{ level: 'warning', kind: 'revocation', path },
      expected: says('published pledges that were held against all that is revoked'),
      found: says('not all of them yet'),
    });
  return { findings, noted, settled };
}

/** A list has no fractions of a second. */
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
