// Makes the signature a party has consented to, verified before it counts.
import { sign as decideSign } from '../domain/decide.ts';
import type { DocumentState } from '../domain/document.ts';
import { actedAt, actRound, currentRevision } from '../domain/document-questions.ts';
import type { Party, Role } from '../domain/party.ts';
import { platformSubject } from '../domain/platform-mark.ts';
import { WAY_NAMES } from '../domain/way.ts';
import { organizationOf } from '../sign/organization-of.ts';
import { type VerifiedSignature, verifySignedPdf } from '../sign/verify.ts';
import { type Changing, change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import { type FieldSignature, type SigningField, signField } from './sign-field.ts';
import { linkReason, scanReason, sealReason } from './signature-reason.ts';
import { mustStand } from './standing-signatures.ts';
import type { World } from './world.ts';

type Signing = SigningField & Changing & Pick<World, 'files' | 'documentType'>;

/** A new revision failed our own check: nothing was appended. */
class UnsoundRevision extends Error {
  override readonly name = 'UnsoundRevision';
}

export async function sign(world: Signing, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  // The time on the paper is when the person acted, not when the machine got round to it: wherever it can be.
  const acted = actedAt(state.parties[role]);
  const codeRound = actRound(state.parties[role]);
  const base = currentRevision(state);
  if (!acted || state.parties[role].signed || !base) return;
  await mustStand(world, state);
  const party = await partyOf(world, state, role);
  const { anchors } = await world.authority();
  const said = saidFor(state, party, organizationOf(anchors[0]!));
  const signature = { field: role, signedAt: acted, type: state.type, ...said };
  const { bytes, serial, signedAt } = await signField(world, await world.files.get(base), signature);
  const { trustedTime } = await mustBeSound(world, bytes, anchors, { state, role });
  const revision = await world.files.put(bytes, 'application/pdf');
  const stamp = trustedTime ? { stampedAt: trustedTime.at } : {};
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideSign(current, { role, codeRound, base, revision, serial, ...stamp, signedAt }),
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

/** A party's own signature names its person; for a seal the platform signs in its own name, and says for what. */
function saidFor(
  state: DocumentState,
  party: Party,
  platform: string,
): Pick<FieldSignature, 'subject' | 'reason' | 'statement' | 'shown'> {
  const { organization, code, person, title, role } = party;
  const { scan, seal } = state.parties[role].other ?? {};
  const shown = { organization, title: '' };
  if (scan?.confirmed)
    return {
      subject: platformSubject('wet-seal', platform),
      reason: scanReason(scan.scan),
      shown: { ...shown, person: `方式：${WAY_NAMES['wet-seal']}` },
      statement: `扫描件SHA-256：${scan.scan.slice(0, 16)}…，由${scan.confirmed.organization}核对。本签名由联签平台作出`,
    };
  if (seal?.received)
    return {
      subject: platformSubject('e-seal', platform),
      reason: sealReason(seal.received),
      shown: { ...shown, person: `方式：电子印章（${seal.received.provider}）` },
      statement: `印章编号：${seal.received.seal}。本签名由联签平台作出，凭证另存`,
    };
  return {
    subject: { person, organization, role: title, organizationCode: code },
    reason: linkReason(state.summary.title),
  };
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
