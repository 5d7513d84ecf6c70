// Signatures whose certificates the platform itself has revoked: nothing is built on them.
import type { DocumentState } from '../domain/document.ts';
import { currentRevision, signers } from '../domain/document-questions.ts';
import type { Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import { certificatesOf } from '../sign/authorities-of.ts';
import type { Revocation } from '../sign/revocation-list.ts';
import { revokedIn } from '../sign/revoked.ts';
import { serialOf } from '../sign/signed-data.ts';
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
  refuseFallen(signers(state).find((one) => fallen.includes(one)));
}

/** Throws Refusal 'signature.revoked-…' for the party whose signature has fallen; undefined: all stand. */
export function refuseFallen(role: Role | undefined): void {
  if (role) throw new Refusal(REVOKED[role]);
}

/** Of the authorities' own certificates; to be had once for many documents. */
export const serialsOf = (lists: readonly RevokedBy[]): ReadonlySet<string> =>
  new Set(lists.map(({ issuer }) => serialOf(issuer)));

/** What an authority has revoked; `issuer` is its certificate, DER. */
export interface RevokedBy {
  readonly issuer: Uint8Array;
  readonly revoked: readonly Revocation[];
}

/** A party's signature, and the certificate that it falls with: the earliest where there are several. */
export interface Fallen {
  role: Role;
  issuer: Uint8Array;
  serial: string;
  at: Date;
}

/**
 * The same rule for a file that was found sound when it was signed: the trail has serials and proven times, so that the
 * file is read only where one of them is named, or the certificate of an authority. In the order of the parties.
 */
export async function fallenByTrail(
  { files }: Pick<World, 'files'>,
  lists: readonly RevokedBy[],
  state: DocumentState,
  authorities: ReadonlySet<string> = serialsOf(lists),
): Promise<Fallen[]> {
  const unproven = signers(state).flatMap((role) => {
    const { signed } = state.parties[role];
    if (!signed) return [];
    const { serial, stampedAt: provenAt = state.timestamp?.firstAt } = signed;
    const concerned = lists.some(({ revoked }) =>
      revoked.some(
        (one) =>
          (one.serial === serial || authorities.has(one.serial)) &&
          !(provenAt !== undefined && Date.parse(provenAt) < one.at.getTime()),
      ),
    );
    return concerned ? [{ role, serial, provenAt }] : [];
  });
  if (unproven.length === 0) return [];
  const paths = certificatesOf(await files.get(currentRevision(state)!));
  return unproven.flatMap(({ role, serial, provenAt }) => {
    const path = paths.find((certificates) => certificates.some((one) => serialOf(one) === serial)) ?? [];
    const fallen = lists
      .flatMap(({ issuer, revoked }) =>
        revokedIn({ revoked }, issuer, { path, provenAt }).map((one) => ({ ...one, issuer })),
      )
      .filter(({ stands }) => !stands)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    return fallen.slice(0, 1).map(({ issuer, serial, at }) => ({ role, issuer, serial, at }));
  });
}

const REVOKED = {
  drc: 'signature.revoked-drc',
  county: 'signature.revoked-county',
  enterprise: 'signature.revoked-enterprise',
} as const satisfies Record<Role, string>;
