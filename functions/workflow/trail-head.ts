// The head of a trail, signed: what makes a trail that was rewritten as a whole differ from one that grew.
import type { DocumentEvent } from '../domain/event.ts';
import { eventDigest, headMessage } from '../domain/trail.ts';
import type { SignedHead } from '../ports/document-store.ts';
import { lowS, verifyP256 } from '../sign/p256.ts';
import type { World } from './world.ts';

/** `trail` is whole, and not empty. Signed once for each attempt to append. */
export async function signHead(
  { trailKey }: Pick<World, 'trailKey'>,
  id: string,
  trail: readonly DocumentEvent[],
): Promise<SignedHead> {
  const digest = eventDigest(trail.at(-1)!);
  const signature = lowS(await trailKey.sign(headMessage(id, trail.length, digest)));
  return { digest, signature: Buffer.from(signature).toString('base64') };
}

/** Whether the platform has written this trail, up to its last event. `publicKey`: SubjectPublicKeyInfo, DER. */
export async function isHeadOf(
  publicKey: Uint8Array,
  id: string,
  trail: readonly DocumentEvent[],
  { signature }: SignedHead,
): Promise<boolean> {
  const message = headMessage(id, trail.length, eventDigest(trail.at(-1)!));
  return verifyP256(publicKey, message, new Uint8Array(Buffer.from(String(signature), 'base64')));
}
