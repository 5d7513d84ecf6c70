// The archival time-stamp: validation data and an authority's word over the whole signed file, and its renewal.
import { archive as decideArchive } from '../domain/decide.ts';
import type { DocumentState } from '../domain/document.ts';
import { currentRevision, signers } from '../domain/document-questions.ts';
import { archiveRevision } from '../sign/archive-revision.ts';
import { authoritiesOf } from '../sign/authorities-of.ts';
import type { CheckedStamp } from '../sign/time-stamp-token.ts';
import { type Walk, walkSignedPdf } from '../sign/verify.ts';
import { listsOf, writeAuthorityFiles } from './authority-files.ts';
import { type Changing, change, load } from './change.ts';
import { type StampLists, stampListsOf } from './stamp-lists.ts';
import { mustStand } from './standing-signatures.ts';
import type { World } from './world.ts';

type Archiving = Changing & Pick<World, 'files' | 'site' | 'authority' | 'timestamps'>;

/** The file, or the archived one, failed our own check: nothing was appended. */
class UnsoundArchive extends Error {
  override readonly name = 'UnsoundArchive';
}

/** So often is a list of a time-stamping authority waited for that is of no use, or where the time-stamp is not required. */
const TRIES_FOR_LISTS = 4;

/**
 * Throws NoTimestamp while no authority can be reached, and NoRevocationList while a list is still waited for; the next
 * try begins anew with the file as it is then. Where no time-stamp is required, or the list is of a form that will never
 * be taken, the file is at last archived without it, and the trail says so.
 */
export async function archive(world: Archiving, id: string): Promise<void> {
  const { state } = await load(world, id);
  const base = currentRevision(state);
  if (!base || !state.timestamp) return;
  await mustStand(world, state);
  await writeAuthorityFiles(world);
  const file = await world.files.get(base);
  const certificates = authoritiesOf(file);
  const own = await listsOf(world, certificates);
  const made = async (lists: readonly Uint8Array[]) => {
    const bytes = await archiveRevision(file, {
      certificates,
      lists: [...own, ...lists],
      stamp: (covered) => world.timestamps.timestamper.stamp(covered),
    });
    return { bytes, ...(await sound(world, state, bytes)) };
  };

  const stamps = stampsToList(state, await sound(world, state, file));
  const lists = await listsNow(world, state, stamps);
  let archived = await made(lists.found);
  // Mostly the same authority has stamped again, whose list is in; else the list of the other one belongs to it as well.
  const all = await listsNow(world, state, [...stamps, archived.stamps.archival.at(-1)!]);
  if (all.found.length > lists.found.length) archived = await made(all.found);

  const { at: stampedAt, until } = archived.stamps.archival.at(-1)!.time;
  const revision = await world.files.put(archived.bytes, 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideArchive(current, {
      ...{ base, revision, stampedAt, until },
      ...(all.missing ? { withoutLists: true } : {}),
    }),
  );
}

/** Those whose lists no earlier archival revision holds. */
function stampsToList({ timestamp }: DocumentState, { stamps }: Walk): readonly CheckedStamp[] {
  const last = stamps.archival.at(-1);
  const held = last && !timestamp?.archived?.withoutLists;
  return held ? [last] : [...stamps.ofSignatures, ...stamps.archival];
}

async function listsNow(
  { timestamps }: Archiving,
  { timestamp, failures }: DocumentState,
  stamps: readonly CheckedStamp[],
): Promise<StampLists> {
  const lists = await stampListsOf(timestamps.lists, stamps);
  const tries = (failures.archive?.count ?? 0) + 1;
  const waits = {
    away: timestamp?.policy === 'required' || tries < TRIES_FOR_LISTS,
    'not-taken': tries < TRIES_FOR_LISTS,
    'not-named': false,
  };
  if (lists.missing && waits[lists.missing.lack]) throw lists.missing;
  return lists;
}

async function sound(world: Archiving, state: DocumentState, file: Uint8Array): Promise<Walk> {
  const walk = await walkSignedPdf(file, (await world.authority()).anchors, {
    baseSha256: state.issue!.base,
    fields: signers(state),
    timeRoots: world.timestamps.roots,
  });
  const { verification } = walk;
  if (verification.verdict !== 'sound')
    throw new UnsoundArchive(`${verification.rule}: ${verification.detail}`);
  return walk;
}
