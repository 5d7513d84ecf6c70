// Publishes a signed pledge: static files first, the event last; doing it again writes the same files.

import type { DisclosedPledge } from '../disclose/disclosed-pledge.ts';
import { readIndex, writeIndex } from '../disclose/index-file.ts';
import { type PublicEntry, pledgeFiles } from '../disclose/pledge-files.ts';
import { pledgePagePath } from '../disclose/public-paths.ts';
import { addAllToIndex, addToIndex } from '../disclose/register.ts';
import { divisionName } from '../domain/divisions.ts';
import type { DocumentState } from '../domain/document.ts';
import {
  currentRevision,
  mayBePublished,
  pendingTimestamp,
  signers,
  wayOf,
} from '../domain/document-questions.ts';
import type { Disclosure } from '../domain/document-type.ts';
import type { RevokedSignature, Sha256 } from '../domain/event.ts';
import { PublicConflict } from '../ports/public-site.ts';
import { type Changing, change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import {
  type NotedRevocation,
  readNoted,
  revokedSignatures,
  sameNotes,
  sameRevoked,
} from './noted-revocations.ts';
import { mustStand, refuseFallen } from './standing-signatures.ts';
import { soundStoredFile } from './stored-file.ts';
import type { World } from './world.ts';
import { writeRegister } from './write-register.ts';

type Writing = Pick<World, 'files' | 'documentType' | 'site' | 'authority' | 'timestamps'>;

/** So often are the files written anew because something has changed while they were. */
const ATTEMPTS = 20;

export async function publish(world: Changing & Writing, id: string): Promise<void> {
  const { state } = await load(world, id);
  // One that is public already stays so: what has fallen in it is said beside it.
  if (state.status === 'signed') await mustStand(world, state);
  if (state.publishedRevision !== currentRevision(state)) await show(world, id);
}

/**
 * Brings the register up to what the trail says, and to the revocations that were noted, whoever else does so at the same
 * time: whoever was late, and has written over what is newer, finds that it has changed and writes again.
 */
export async function show(world: Changing & Writing, id: string): Promise<void> {
  let listed = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { state } = await load(world, id);
    // Voided while its files were written: they stay, for a site takes no file away, but the register does not name them.
    if (!isToBeShown(state)) return listed ? unlist(world, state) : undefined;
    const before = (await readNoted(world.site)).noted.revoked;
    const revoked = await revokedSignatures(world, before, state);
    if (state.status === 'signed') refuseFallen(revoked[0]?.role);
    const written = await writePledge(world, state, revoked);
    if (!written) return;
    listed = true;
    const holds = await told(world, id, written, revoked);
    const { noted } = await readNoted(world.site);
    if (holds && JSON.stringify(noted.revoked) === JSON.stringify(before)) return;
  }
  throw new PublicConflict(id);
}

export interface Marking {
  id: string;
  state: DocumentState;
  revoked: readonly RevokedSignature[];
}

/**
 * Says of published pledges which signatures have fallen with what was `noted`. The index is written once for all of them:
 * for thousands it is the larger part of the work. `passOver` throws, or lets one be that cannot be published again.
 */
export async function showAll(
  world: Changing & Writing,
  { markings, noted }: { markings: readonly Marking[]; noted: readonly NotedRevocation[] },
  passOver: (id: string, error: unknown) => void,
): Promise<void> {
  if (markings.length === 0) return;
  const made: { marking: Marking; shown: Shown }[] = [];
  for (const marking of markings) {
    const shown = await shownOf(world, marking.state, marking.revoked).catch((error: unknown) =>
      passOver(marking.id, error),
    );
    if (!shown) continue;
    await writeFiles(world, shown);
    made.push({ marking, shown });
  }
  const pledges = made.map(({ shown }) => shown.pledge);
  await writeRegister(world.site, (standing) => addAllToIndex(standing, pledges));
  for (const { marking, shown } of made)
    if (!(await told(world, marking.id, placeOf(shown), marking.revoked))) await show(world, marking.id);
  // Whoever has noted more meanwhile may have said it already, and that was written over.
  if (sameNotes((await readNoted(world.site)).noted.revoked, noted)) return;
  for (const { marking } of made) await show(world, marking.id);
}

/** False when the document has got another file meanwhile, or was voided. */
async function told(
  world: Changing,
  id: string,
  { path, revision }: Place,
  revoked: readonly RevokedSignature[],
): Promise<boolean> {
  let holds = false;
  await change(world, id, { kind: 'workflow' }, (current) => {
    holds = isToBeShown(current) && currentRevision(current) === revision;
    const known = current.publishedRevision === revision && sameRevoked(current.publishedRevoked, revoked);
    if (!holds || known) return [];
    return [{ kind: 'Published', path, revision, ...(revoked.length > 0 ? { revoked: [...revoked] } : {}) }];
  });
  return holds;
}

interface Place {
  path: string;
  revision: Sha256;
}

interface Shown {
  pledge: DisclosedPledge;
  files: PublicEntry[];
}

/** The files of a pledge that is to be published, and its place in the register; undefined when nothing is. */
export async function writePledge(
  world: Writing,
  state: DocumentState,
  revoked: readonly RevokedSignature[],
): Promise<Place | undefined> {
  const shown = await shownOf(world, state, revoked);
  if (!shown) return undefined;
  await writeFiles(world, shown);
  await writeRegister(world.site, (standing) => addToIndex(standing, shown.pledge));
  return placeOf(shown);
}

async function shownOf(
  world: Writing,
  state: DocumentState,
  revoked: readonly RevokedSignature[],
): Promise<Shown | undefined> {
  const { disclosure, parties } = mustBeType(world, state.type);
  if (!disclosure || !isToBeShown(state)) return undefined;
  const value = await getJson(world.files, state.issue!.data);
  const pdf = await soundStoredFile(world, state);
  const before = await Promise.all(state.revisions.slice(0, -1).map(({ sha256 }) => world.files.get(sha256)));
  const files = [...before, pdf];
  const pledge = disclosed(state, disclosure(value), parties(value), { files, revoked });
  return { pledge, files: pledgeFiles(pledge, pdf, await sm2RecordOf(world, state)) };
}

/** Signed by all, and not voided since: staff may do that as long as it is not published, if a signature in it has fallen. */
function isToBeShown(state: DocumentState): boolean {
  return (state.status === 'signed' || state.status === 'published') && mayBePublished(state);
}

async function unlist({ site }: Writing, { issue }: DocumentState): Promise<void> {
  await writeRegister(site, (standing) =>
    writeIndex((standing ? readIndex(standing) : []).filter(({ number }) => number !== issue!.number)),
  );
}

async function writeFiles({ site }: Writing, { files }: Shown): Promise<void> {
  for (const file of files) await site.write(file.path, file.bytes, file.contentType);
}

const placeOf = ({ pledge }: Shown): Place => ({
  path: pledgePagePath(pledge.number),
  revision: pledge.revisions.at(-1)!.sha256,
});

/** Of the file that is published, if it was there in time. */
async function sm2RecordOf({ files }: Writing, state: DocumentState): Promise<Uint8Array | undefined> {
  const { revision, record } = state.second ?? {};
  return record && revision === currentRevision(state) ? files.get(record) : undefined;
}

function disclosed(
  state: DocumentState,
  shown: Disclosure,
  parties: readonly { role: string; organization: string; code: string }[],
  { files, revoked }: { files: readonly Uint8Array[]; revoked: readonly RevokedSignature[] },
): DisclosedPledge {
  const { prefecture, county, ...facts } = shown;
  const { stampedAt } = state.timestamp?.archived ?? {};
  return {
    ...facts,
    number: state.issue!.number,
    title: state.summary.title,
    prefecture: { code: prefecture, name: divisionName(prefecture)! },
    county: { code: county, name: divisionName(county)! },
    issuedOn: state.issue!.issuedOn,
    completedAt: signers(state)
      .map((role) => state.parties[role].signed!.at)
      .sort()
      .at(-1)!,
    // From the trail, not the clock: publishing again after a crash writes the same bytes.
    publishedAt: state.completedAt!,
    ...(stampedAt ? { stampedAt } : {}),
    // None is to come any more for a file in which a signature has fallen.
    ...(pendingTimestamp(state) && revoked.length === 0 ? { timestampPending: true } : {}),
    ...(revoked.length > 0 ? { revoked } : {}),
    parties: signers(state).map((role) => {
      const { organization, code } = parties.find((party) => party.role === role)!;
      const { at, serial } = state.parties[role].signed!;
      return { role, organization, code, way: wayOf(state, role), signedAt: at, serial };
    }),
    revisions: state.revisions.map(({ sha256, signedBy }, index) => ({
      sha256,
      length: files[index]!.length,
      signedBy,
    })),
  };
}
