// Against which revocations the register says that its pledges were held, and against which they should have been.
import { says } from '../domain/fact.ts';
import type { Finding } from './audit-finding.ts';
import {
  allRevoked,
  NOTED_PATH,
  type Noted,
  type NotedRevocation,
  RevocationsNotUnderstood,
  readNoted,
  sameCertificate,
  sameRevocation,
} from './noted-revocations.ts';
import type { World } from './world.ts';

export interface AuditedNotes {
  findings: Finding[];
  noted: readonly NotedRevocation[];
  /** What the register says of each pledge has to be what follows from `noted`; else it is about to be. */
  settled: boolean;
}

const PATH = `public/${NOTED_PATH}`;

export async function auditNoted(world: Pick<World, 'site' | 'authority'>): Promise<AuditedNotes> {
  const is = await understood(world);
  if (!is) {
    const [expected, found] = [says('what would be written now'), says('other bytes')];
    const altered: Finding = { level: 'finding', kind: 'public-altered', path: PATH, expected, found };
    return { findings: [altered], noted: [], settled: false };
  }
  const { revoked: noted, pending } = is;
  const should = await allRevoked(world);
  const findings = noted
    .filter((one) => !should.some((other) => sameCertificate(one, other)))
    .map(
      ({ serial }): Finding => ({
        level: 'finding',
        kind: 'public-altered',
        path: `${PATH} ${serial}`,
        expected: says('revoked in the record'),
        found: says('noted in the register alone'),
      }),
    );
  const told = should.every((one) => noted.some((other) => sameRevocation(one, other)));
  const settled = told && !pending;
  if (!settled)
    findings.push({
      level: 'warning',
      kind: 'revocation',
      path: PATH,
      expected: says('published pledges that were held against all that is revoked'),
      found: says('not all of them yet'),
    });
  return { findings, noted, settled };
}

/** undefined for bytes that are not what this version writes. */
async function understood({ site }: Pick<World, 'site'>): Promise<Noted | undefined> {
  try {
    return (await readNoted(site)).noted;
  } catch (error) {
    if (!(error instanceof RevocationsNotUnderstood)) throw error;
    return undefined;
  }
}
