// An issued pledge whose enterprise signs otherwise than over its link, and what its parties do.

import { fold } from '../../functions/domain/document.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { Role } from '../../functions/domain/party.ts';
import { printCode } from '../../functions/domain/print-code.ts';
import type { Way } from '../../functions/domain/way.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  CONSENT_VERSION,
  consent,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { receivePart, receiveScan } from '../../functions/workflow/wet-seal.ts';
import type { World } from '../../functions/workflow/world.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

export const STAFF: Staff = {
  id: 'xining',
  name: '马文斌',
  organization: '西宁市发展和改革委员会',
  scope: '6301',
};
/** `dispose` it in the end; `parts` stand in the place of the world's own. */
export async function sealingWorld(
  way: Way,
  { type = PLEDGE as DocumentType, parts = {} as Partial<World> } = {},
) {
  const { world, logged, dispose } = testWorld();
  Object.assign(world, parts);
  const input = sampleOn(type, START.slice(0, 10)) as {
    parties: Record<Role, Record<string, string>>;
  };
  const parties = { ...input.parties, enterprise: { ...input.parties.enterprise, way } };
  world.documentType = (id) => (id === type.id ? type : undefined);
  const { id, problems } = await draft(world, STAFF, type.id, { ...input, parties } as never);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  await issueSeen(world, STAFF, id);
  await react(world, id);
  const state = async () => fold((await world.documents.load(id))!.events);
  const mails = (role: Role) =>
    world.mailer.letters.filter(({ to }) => to.address === input.parties[role].email);
  const holder = async (role: Role) => openLink(world, /http\S+\/sign#(\S+)/.exec(mails(role)[0]!.text)![1]!);
  const code = async (role: Role) => {
    await requestCode(world, await holder(role));
    await react(world, id);
    return /^\d{6}$/m.exec(mails(role).at(-1)!.text)![0];
  };
  return {
    world,
    dispose,
    logged,
    id,
    state,
    mails,
    holder,
    code,
    drawn: async (role: Role, revision: string, document = id) =>
      world.squareCodes.draw(printCode(world.linkSecret, { document, role, revision })),
    async upload(scan: Uint8Array, publication: string = PUBLICATION_VERSION) {
      const typed = await code('enterprise');
      const party = await holder('enterprise');
      const parts: string[] = [];
      for (let at = 0; at < scan.length; at += 100_000)
        parts.push(await receivePart(world, party, typed, scan.subarray(at, at + 100_000)));
      await receiveScan(world, party, { code: typed, publication, parts });
      await react(world, id);
      return (await state()).parties.enterprise.other!.scan!;
    },
    async signOverLink(role: Role) {
      const typed = await code(role);
      const shown = (await state()).revisions.at(-1)!.sha256;
      const submitted = { code: typed, consent: CONSENT_VERSION, publication: PUBLICATION_VERSION, shown };
      await consent(world, await holder(role), submitted);
      await react(world, id);
    },
  };
}
