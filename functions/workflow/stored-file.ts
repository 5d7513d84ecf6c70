// The current file as the store gives it back, held against the trail before anything rests on it.
import type { DocumentState } from '../domain/document.ts';
import { currentRevision, signers, wayOf } from '../domain/document-questions.ts';
import type { Party } from '../domain/party.ts';
import { wayOfSubject } from '../domain/platform-mark.ts';
import { sha256, toHex } from '../sign/bytes.ts';
import { type VerifiedSignature, verifySignedPdf } from '../sign/verify.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import type { World } from './world.ts';

/** The file as stored does not verify, or is not the one of the trail. */
class UnsoundStoredFile extends Error {
  override readonly name = 'UnsoundStoredFile';
}

/** Of a document that all have signed. Throws UnsoundStoredFile, and what the store throws: FileMissing, FileDamaged. */
export async function soundStoredFile(
  world: Pick<World, 'files' | 'documentType' | 'authority' | 'timestamps'>,
  state: DocumentState,
): Promise<Uint8Array> {
  const revision = currentRevision(state)!;
  const pdf = await world.files.get(revision);
  // A store that is sound has looked; two files of one base with the same fields signed would differ in nothing else.
  if (toHex(await sha256(pdf)) !== revision) throw new UnsoundStoredFile('another file under this digest');
  const verification = await verifySignedPdf(pdf, (await world.authority()).anchors, {
    baseSha256: state.issue!.base,
    fields: signers(state),
    timeRoots: world.timestamps.roots,
  });
  if (verification.verdict !== 'sound')
    throw new UnsoundStoredFile(`${verification.rule}: ${verification.detail}`);
  const parties = mustBeType(world, state.type).parties(await getJson(world.files, state.issue!.data));
  for (const signature of verification.signatures) mustBeOf(state, parties, signature);
  return pdf;
}

/** Trail, form and certificate name one party, one way of signing and one certificate: nobody is told otherwise. */
function mustBeOf(
  state: DocumentState,
  parties: readonly Party[],
  { field, subject, serial }: VerifiedSignature,
): void {
  const party = parties.find(({ role }) => role === field);
  const way = wayOfSubject(subject);
  const own =
    way !== 'link' ||
    (subject.organizationCode === party?.code && subject.organization === party.organization);
  const told =
    party && state.parties[party.role].signed?.serial === serial && way === wayOf(state, party.role);
  if (!told || !own) throw new UnsoundStoredFile(`signature of ${field}`);
}
