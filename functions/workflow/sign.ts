// Makes the signature a party has consented to, verified before it counts.
import { sign as decideSign } from '../domain/decide.ts';
import { currentRevision, type DocumentState } from '../domain/document.ts';
import type { Party, Role } from '../domain/party.ts';
import type { Instant } from '../domain/time.ts';
import { type VerifiedSignature, verifySignedPdf } from '../sign/verify.ts';
import { change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import { type SigningField, signField } from './sign-field.ts';
import type { World } from './world.ts';

type Signing = SigningField & Pick<World, 'documents' | 'files' | 'documentType' | 'clock'>;

/** A new revision failed our own check: nothing was appended. */
class UnsoundRevision extends Error {
  override readonly name = 'UnsoundRevision';
}

export async function sign(world: Signing, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  const { consented, signed } = state.parties[role];
  const base = currentRevision(state);
  if (!consented || signed || !base) return;
  const party = await partyOf(world, state, role);
  // The time on the paper is when the person acted, not when the machine got round to it.
  const made = await makeRevision(world, state, base, party, consented.at);
  const revision = await world.files.put(made.bytes, 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideSign(current, { role, base, revision, ...made.facts, signedAt: consented.at }),
  );
}

export async function partyOf(
  world: Pick<World, 'files' | 'documentType'>,
  state: DocumentState,
  role: Role,
): Promise<Party> {
  const value = await getJson(world.files, state.issue!.data);
  return mustBeType(world, state.type)
    .parties(value)
    .find((party) => party.role === role)!;
}

async function makeRevision(
  world: Signing,
  state: DocumentState,
  base: string,
  party: Party,
  signedAt: Instant,
): Promise<{ bytes: Uint8Array; facts: { serial: string; stampedAt?: Instant } }> {
  const { organization, code, person, title, role } = party;
  const { bytes, serial, anchors } = await signField(world, await world.files.get(base), {
    field: role,
    subject: { person, organization, role: title, organizationCode: code },
    reason: `签署《${state.summary.title}》`,
    signedAt,
    type: state.type,
  });
  const { trustedTime } = await mustBeSound(world, bytes, anchors, { state, role });
  return { bytes, facts: { serial, ...(trustedTime ? { stampedAt: trustedTime.at } : {}) } };
}

async function mustBeSound(
  world: Pick<Signing, 'timestamps'>,
  bytes: Uint8Array,
  anchors: readonly Uint8Array[],
  { state, role }: { state: DocumentState; role: Role },
): Promise<VerifiedSignature> {
  const fields = [...(state.revisions.at(-1)?.signedBy ?? []), role];
  const verification = await verifySignedPdf(bytes, anchors, {
    baseSha256: state.issue!.base,
    fields,
    timeRoots: world.timestamps.roots,
  });
  if (verification.verdict !== 'sound')
    throw new UnsoundRevision(`${verification.rule}: ${verification.detail}`);
  return verification.signatures.at(-1)!;
}
