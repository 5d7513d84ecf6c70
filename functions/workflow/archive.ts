// The archival time-stamp: validation data and an authority's word over the whole signed file, and its renewal.
import { archive as decideArchive } from '../domain/decide.ts';
import { currentRevision, signers } from '../domain/document.ts';
import { archiveRevision } from '../sign/archive-revision.ts';
import { authoritiesOf } from '../sign/authorities-of.ts';
import { verifySignedPdf } from '../sign/verify.ts';
import { listsOf, writeAuthorityFiles } from './authority-files.ts';
import { type Changing, change, load } from './change.ts';
import type { World } from './world.ts';

type Archiving = Changing & Pick<World, 'files' | 'site' | 'authority' | 'timestamps'>;

/** The archived file failed our own check: nothing was appended. */
class UnsoundArchive extends Error {
  override readonly name = 'UnsoundArchive';
}

/** Throws NoTimestamp while no authority can be reached; done again, it stamps what stands then. */
export async function archive(world: Archiving, id: string): Promise<void> {
  const { state } = await load(world, id);
  const base = currentRevision(state);
  if (!base || !state.timestamp) return;
  const { timestamper, roots } = world.timestamps;
  await writeAuthorityFiles(world);
  const file = await world.files.get(base);
  const certificates = authoritiesOf(file);
  const bytes = await archiveRevision(file, {
    certificates,
    lists: await listsOf(world, certificates),
    stamp: (covered) => timestamper.stamp(covered),
  });
  const verification = await verifySignedPdf(bytes, (await world.authority()).anchors, {
    baseSha256: state.issue!.base,
    fields: signers(state),
    timeRoots: roots,
  });
  if (verification.verdict !== 'sound')
    throw new UnsoundArchive(`${verification.rule}: ${verification.detail}`);
  const { at: stampedAt, until } = verification.archived.at(-1)!;
  const revision = await world.files.put(bytes, 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideArchive(current, { base, revision, stampedAt, until }),
  );
}
