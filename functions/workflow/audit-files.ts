// The private files that no event names: innocent remainders of a crash, or of a trail that was longer once.
import type { DocumentState } from '../domain/document.ts';
import type { Sha256 } from '../domain/event.ts';
import { says, value } from '../domain/fact.ts';
import { ROLES } from '../domain/party.ts';
import { FileDamaged } from '../ports/file-store.ts';
import type { Inventory } from '../ports/inventory.ts';
import { readRevisions } from '../sign/revisions.ts';
import { reasonIn } from '../sign/signed-reason.ts';
import { type Sound, verifySignedPdf } from '../sign/verify.ts';
import type { ActEvidence } from './act-evidence.ts';
import type { Finding } from './audit-finding.ts';
import { keptReason } from './reason.ts';
import type { StatedAct } from './signature-reason.ts';
import type { World } from './world.ts';

type Auditing = Pick<World, 'files' | 'authority' | 'timestamps'> & { inventory: Pick<Inventory, 'files'> };
/** By id; `state` is absent of one from which nothing is concluded. */
type Documents = ReadonlyMap<string, { state?: DocumentState; acts?: readonly StatedAct[] }>;

/** What a killed process leaves of a file that was not whole (adapters/write-whole.ts). */
const PART = /\.part$/;

export async function auditFiles(
  world: Auditing,
  names: ReadonlySet<Sha256>,
  documents: Documents,
): Promise<{ findings: Finding[]; count: number }> {
  const findings: Finding[] = [];
  let count = 0;
  for await (const name of world.inventory.files()) {
    count += 1;
    if (!names.has(name)) findings.push(...(await auditExtra(world, name, documents)));
  }
  return { findings, count };
}

async function auditExtra(world: Auditing, name: string, documents: Documents): Promise<Finding[]> {
  const about = {
    kind: 'file-extra',
    path: `files/${name}`,
    expected: says('a file that an event names'),
  } as const;
  if (!/^[0-9a-f]{64}$/.test(name))
    return [
      {
        ...about,
        level: PART.test(name) ? 'warning' : 'finding',
        found: says('one that is named by no digest'),
      },
    ];
  const warning: Finding = { ...about, level: 'warning', found: says('one that none names') };
  let bytes: Uint8Array;
  try {
    bytes = await world.files.get(name);
  } catch (fault) {
    if (!(fault instanceof FileDamaged)) return [warning];
    const found = says('bytes of another digest');
    return [warning, { ...about, level: 'finding', kind: 'file-damaged', expected: value(name), found }];
  }
  const verification = await signed(world, bytes);
  const lost = verification && forgotten(about, bytes, verification, documents);
  return [lost ?? { ...warning, ...(ofReason(bytes, documents) ?? ofAct(bytes, documents)) }];
}

/** What ends a document for all. */
const ENDS: readonly string[] = ['Declined', 'Voided'];
const ENDED: readonly string[] = ['declined', 'voided', 'expired'];

/**
 * The reason of an act is kept when it has been decided. Where it ends the document and the document goes on, the trail
 * was set back, or a process died between the two: then whoever acted was told so, and the same reason given again is
 * this file. Where the document has ended all the same, two people may have ended it at once.
 */
function ofReason(bytes: Uint8Array, documents: Documents): (AboutOne & Pick<Finding, 'level'>) | undefined {
  const { document, role, act } = keptReason(bytes) ?? {};
  const state = document === undefined ? undefined : documents.get(document)?.state;
  if (!document || !state) return undefined;
  const undone = ENDS.includes(`${act}`) && !ENDED.includes(state.status);
  const whose = role === undefined ? `${act}` : `${act} by ${role}`;
  const found = says('the reason of an act that no event names: {0}', whose);
  return { level: undone ? 'finding' : 'warning', document, found };
}

type AboutOne = Required<Pick<Finding, 'document' | 'found'>>;

/**
 * A remainder that says itself whose it is: of a request that failed at the last moment, or of an act that the trail held
 * once. Which, only a person can find out.
 */
function ofAct(bytes: Uint8Array, documents: Documents): AboutOne | undefined {
  const { document, role, act } = readAct(bytes) ?? {};
  const state = document === undefined ? undefined : documents.get(document)?.state;
  if (!document || !state) return undefined;
  return { document, found: says('of an act that no event names: {0} by {1}', `${act}`, `${role}`) };
}

function readAct(bytes: Uint8Array): ActEvidence | undefined {
  try {
    const read = JSON.parse(Buffer.from(bytes).toString());
    return read?.format === 'lianqian-act/1' ? read : undefined;
  } catch {
    return undefined;
  }
}

async function signed(world: Auditing, bytes: Uint8Array): Promise<Sound | undefined> {
  if (Buffer.from(bytes.subarray(0, 5)).toString() !== '%PDF-') return undefined;
  const { anchors } = await world.authority();
  const verification = await verifySignedPdf(bytes, anchors, { timeRoots: world.timestamps.roots });
  return verification.verdict === 'sound' ? verification : undefined;
}

/**
 * A party is signed for after it has acted, and its act is an event before the file comes to be: a file with a signature
 * of a party whose act the trail does not hold shows that the trail was set back, or the whole document taken away.
 */
function forgotten(
  about: Pick<Finding, 'kind' | 'path' | 'expected'>,
  bytes: Uint8Array,
  { base, signatures }: Sound,
  documents: Documents,
): Finding | undefined {
  const roles = signatures.map(({ field }) => field).filter((field) => (ROLES as string[]).includes(field));
  if (roles.length === 0) return undefined;
  const all = [...documents];
  const [id, holder] = all.find(([, { state }]) => state?.issue?.base === base.sha256) ?? [];
  if (!holder?.state) {
    const unsure = all.some(([, { state }]) => !state);
    const found = says('a signed file of a document that is not there');
    return unsure ? undefined : { ...about, level: 'finding', found };
  }
  const acts = holder.acts ?? [];
  const reasons = readRevisions(bytes).slice(1).map(reasonIn);
  const lost = signatures.filter(
    ({ field, signedAt }, i) =>
      roles.includes(field) &&
      !acts.some(
        // Later where no certificate of the time of the act could be had.
        ({ role, at, reason }) => role === field && reason === reasons[i] && seconds(at) <= seconds(signedAt),
      ),
  );
  if (lost.length === 0) return undefined;
  const names = lost.map(({ field }) => field).join(', ');
  const found = says('a revision signed by {0}, whose act the trail does not hold', names);
  return { ...about, level: 'finding', ...(id ? { document: id } : {}), found };
}

/** A date in a PDF has no fractions of a second. */
const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
