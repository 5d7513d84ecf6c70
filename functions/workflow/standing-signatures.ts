// Signatures whose certificates the platform itself has revoked: nothing is built on them.
import type { DocumentState } from '../domain/document.ts';
import { signers } from '../domain/document-questions.ts';
import type { Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import { revokedIn } from '../sign/revoked.ts';
import { type Walk, walkSignedPdf } from '../sign/verify.ts';
import type { World } from './world.ts';

type Knowing = Pick<World, 'authority'>;

/**
 * The fields of a sound file whose signatures fall with a certificate that the authority's record revokes, and that no
 * time-stamp proves to be older. The record and not the published list: it is the first to know.
 */
export async function fallenIn({ authority }: Knowing, { signatures, stamps }: Walk): Promise<string[]> {
  const { lists } = await authority();
  const revoking = lists.filter(({ revoked }) => revoked.length > 0);
  return signatures
    .filter(({ path, trustedTime }) => {
      const provenAt = (trustedTime ?? stamps.archival[0]?.time)?.at;
      return revoking.some(({ issuer, revoked }) =>
        revokedIn({ revoked }, issuer, { path, provenAt }).some(({ stands }) => !stands),
      );
    })
    .map(({ field }) => field);
}

/**
 * Throws Refusal 'signature.revoked-…', which names the first party whose signature in the current file has fallen;
 * nothing where nobody has signed.
 */
export async function mustStand(
  world: Knowing & Pick<World, 'files' | 'timestamps'>,
  state: DocumentState,
): Promise<void> {
  const revision = state.revisions.at(-1);
  const { lists, anchors } = await world.authority();
  // Mostly nothing is revoked, and nothing is read.
  if (!revision?.signedBy.length || lists.every(({ revoked }) => revoked.length === 0)) return;
  const file = await world.files.get(revision.sha256);
  const walk = await walkSignedPdf(file, anchors, { timeRoots: world.timestamps.roots });
  const fallen = await fallenIn(world, walk);
  const role = signers(state).find((one) => fallen.includes(one));
  if (role) throw new Refusal(REVOKED[role]);
}

const REVOKED = {
  drc: 'signature.revoked-drc',
  county: 'signature.revoked-county',
  enterprise: 'signature.revoked-enterprise',
} as const satisfies Record<Role, string>;
