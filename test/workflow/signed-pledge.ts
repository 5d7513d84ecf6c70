// A pledge that is issued and signed as people do it: from the link and the code of their mails.
import { fold } from '../../functions/domain/document.ts';
import { linkToken } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { dateInShanghai } from '../../functions/domain/time.ts';
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
import type { World } from '../../functions/workflow/world.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import type { MemoryMailer } from '../fakes/memory-mailer.ts';
import { issueSeen } from './test-world.ts';

/** Of the province. */
export const STAFF: Staff = {
  id: 'qinghai',
  name: '马文斌',
  organization: '青海省发展和改革委员会',
  scope: '63',
};
const FROM = { address: '203.0.113.7', userAgent: 'Mozilla/5.0' };

type Mailing = World & { mailer: MemoryMailer };

/** A pledge that `roles` have signed, each from its mail; by default all of them, so that it is published. Its id. */
export async function signedPledge(
  world: Mailing,
  roles: readonly Role[] = ['drc', 'county', 'enterprise'],
): Promise<string> {
  const { id } = await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, dateInShanghai(world.clock.now())));
  await issueSeen(world, STAFF, id);
  await react(world, id);
  for (const role of roles) await sign(world, id, role);
  return id;
}

async function sign(world: Mailing, id: string, role: Role): Promise<void> {
  const holder = { document: id, role };
  await openLink(world, linkToken(world.linkSecret, holder), FROM);
  await requestCode(world, holder, FROM);
  await react(world, id);
  const code = /^\d{6}$/m.exec(world.mailer.letters.at(-1)!.text)![0];
  const shown = fold((await world.documents.load(id))!.events).revisions.at(-1)!.sha256;
  const given = { code, shown, consent: CONSENT_VERSION, publication: PUBLICATION_VERSION };
  await consent(world, holder, given, FROM);
  await react(world, id);
}
