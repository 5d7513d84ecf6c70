// Publishes a signed pledge: static files first, the event last; doing it again writes the same files.

import type { DisclosedPledge } from '../disclose/disclosed-pledge.ts';
import { pledgeFiles } from '../disclose/pledge-files.ts';
import { pledgePagePath } from '../disclose/public-paths.ts';
import { addToIndex } from '../disclose/register.ts';
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
import type { Sha256 } from '../domain/event.ts';
import { type Changing, change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import { mustStand } from './standing-signatures.ts';
import { soundStoredFile } from './stored-file.ts';
import type { World } from './world.ts';
import { writeRegister } from './write-register.ts';

type Writing = Pick<World, 'files' | 'documentType' | 'site' | 'authority' | 'timestamps'>;

export async function publish(world: Changing & Writing, id: string): Promise<void> {
  const { state } = await load(world, id);
  await mustStand(world, state);
  const written = await writePledge(world, state);
  if (!written) return;
  const { path, revision } = written;
  await change(world, id, { kind: 'workflow' }, (current) =>
    current.publishedRevision === revision ? [] : [{ kind: 'Published', path, revision }],
  );
}

/** The files of a pledge that is to be published, and its place in the register; undefined when nothing is. */
export async function writePledge(
  world: Writing,
  state: DocumentState,
): Promise<{ path: string; revision: Sha256 } | undefined> {
  const { disclosure, parties } = mustBeType(world, state.type);
  if ((state.status !== 'signed' && state.status !== 'published') || !disclosure || !mayBePublished(state))
    return undefined;
  const revision = currentRevision(state)!;
  if (state.publishedRevision === revision) return undefined;
  const value = await getJson(world.files, state.issue!.data);
  const pdf = await soundStoredFile(world, state);
  const before = await Promise.all(state.revisions.slice(0, -1).map(({ sha256 }) => world.files.get(sha256)));
  const pledge = disclosed(state, disclosure(value), parties(value), [...before, pdf]);
  for (const file of pledgeFiles(pledge, pdf, await sm2RecordOf(world, state)))
    await world.site.write(file.path, file.bytes, file.contentType);
  await writeRegister(world.site, (standing) => addToIndex(standing, pledge));
  return { path: pledgePagePath(pledge.number), revision };
}

/** Of the file that is published, if it was there in time. */
async function sm2RecordOf({ files }: Writing, state: DocumentState): Promise<Uint8Array | undefined> {
  const { revision, record } = state.second ?? {};
  return record && revision === currentRevision(state) ? files.get(record) : undefined;
}

function disclosed(
  state: DocumentState,
  shown: Disclosure,
  parties: readonly { role: string; organization: string; code: string }[],
  files: readonly Uint8Array[],
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
    ...(pendingTimestamp(state) ? { timestampPending: true } : {}),
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
