// Where a part of the table cannot be read: what is found of it, and what is not concluded from it.
import { type Fact, says, value } from '../domain/fact.ts';
import { FileDamaged } from '../ports/file-store.ts';
import { type Inventory, Unreadable } from '../ports/inventory.ts';
import type { Finding } from './audit-finding.ts';
import type { World } from './world.ts';

export const damage = (path: string, found: Fact = says('what cannot'), document?: string): Finding => ({
  level: 'finding',
  kind: 'table-damaged',
  ...(document === undefined ? {} : { document }),
  path,
  expected: says('what can be read'),
  found,
});

/** What `read` gives, or that it stands in what cannot be read. */
export async function orDamage<T>(read: () => Promise<T>, document?: string): Promise<T | Finding> {
  try {
    return await read();
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return damage(fault.message, undefined, document);
  }
}

/** Findings that may be wrong, because what would say so may stand in what cannot be read. */
function doubtful({ kind, path, expected, found }: Finding): 'files' | 'numbers' | 'public' | undefined {
  if (kind === 'file-extra' && FORGOTTEN.has(found.phrase)) return 'files';
  if (kind === 'number-missing' || (kind === 'number-extra' && found.phrase === 'no document'))
    return 'numbers';
  if (kind === 'number' && (ABSENT.has(found.phrase) || expected.phrase === 'a number given to it'))
    return 'numbers';
  if (kind === 'public-extra' && /^public\/(pledges|by-hash)\//.test(path)) return 'public';
  return undefined;
}

const FORGOTTEN: ReadonlySet<string> = new Set([
  'one that none names',
  'a signed file of a document that is not there',
]);
const ABSENT: ReadonlySet<string> = new Set(['none', 'not given']);

/** The findings without those that are doubtful; of these it is said how many there are. */
export function withoutDoubtful(findings: readonly Finding[]): Finding[] {
  const doubts = findings.flatMap((finding) => doubtful(finding) ?? []);
  const notes = [...new Set(doubts)].map((path): Finding => {
    const many = doubts.filter((one) => one === path).length;
    return { ...damage(path, says('{0} that may be of what cannot be read', many)), level: 'warning' };
  });
  return [...findings.filter((finding) => !doubtful(finding)), ...notes];
}

/** Of files of which nobody can say who names them: whether each is what its name says. */
export async function auditDigests({
  files,
  inventory,
}: Pick<World, 'files'> & { inventory: Pick<Inventory, 'files'> }): Promise<{
  findings: Finding[];
  count: number;
}> {
  const findings: Finding[] = [];
  let count = 0;
  for await (const name of inventory.files()) {
    count += 1;
    if (!/^[0-9a-f]{64}$/.test(name)) continue;
    const fault = await files.get(name).catch((one: unknown) => one);
    if (fault instanceof FileDamaged)
      findings.push({
        level: 'finding',
        kind: 'file-damaged',
        path: `files/${name}`,
        expected: value(name),
        found: says('bytes of another digest'),
      });
  }
  return { findings, count };
}
