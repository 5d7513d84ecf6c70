// One signature as the workflow makes it: key, certificate, appearance, increment, and our own verification of it; and
// the verification of a file with all three, as an outsider has it done.
import { fold } from '../../functions/domain/document.ts';
import { ROLES } from '../../functions/domain/party.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import { sign } from '../../functions/workflow/sign.ts';
import {
  CONSENT_VERSION,
  consent,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { partiesOf } from '../demo/signing-story.ts';
import { issueSeen, START, testWorld } from '../workflow/test-world.ts';
import { summarize, type Timing } from './measure.ts';

const STAFF: Staff = { id: 'bench', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };

/** Three signatures each on `documents` pledges, and each file then verified; the first document not counted. */
export async function timeSignatures(documents: number): Promise<Record<'one' | 'verified', Timing>> {
  const { world, dispose } = testWorld();
  const one: number[] = [];
  const verified: number[] = [];
  try {
    const input = sampleOn(PLEDGE, START.slice(0, 10));
    for (let number = 0; number <= documents; number++) {
      const { id } = await draft(world, STAFF, 'pledge', input);
      await issueSeen(world, STAFF, id);
      await react(world, id);
      for (const role of ROLES) {
        await giveConsent(world, id, partiesOf(input)[role].email);
        const from = performance.now();
        await sign(world, id, role);
        if (number > 0) one.push(performance.now() - from);
      }
      const { revisions } = fold((await world.documents.load(id))!.events);
      const file = await world.files.get(revisions.at(-1)!.sha256);
      const { anchors } = await world.authority();
      const from = performance.now();
      const found = await verifySignedPdf(file, anchors, {});
      if (number > 0) verified.push(performance.now() - from);
      if (found.verdict !== 'sound' || found.signatures.length !== ROLES.length)
        throw new Error('the file does not hold three signatures');
    }
  } finally {
    dispose();
  }
  return { one: summarize(one), verified: summarize(verified) };
}

async function giveConsent(
  world: ReturnType<typeof testWorld>['world'],
  id: string,
  email: string,
): Promise<void> {
  const lastMail = () => world.mailer.letters.filter(({ to }) => to.address === email).at(-1)!.text;
  const invitation = world.mailer.letters.find(
    ({ to, text }) => to.address === email && text.includes(`#${id}.`),
  );
  const holder = await openLink(world, /\/sign#(\S+)/.exec(invitation!.text)![1]!);
  await requestCode(world, holder);
  await react(world, id);
  const code = /^\d{6}$/m.exec(lastMail())![0];
  const { events } = (await world.documents.load(id))!;
  const shown = events.flatMap((event) =>
    event.kind === 'Issued' ? [event.base] : event.kind === 'Signed' ? [event.revision] : [],
  );
  await consent(world, holder, {
    code,
    consent: CONSENT_VERSION,
    publication: PUBLICATION_VERSION,
    shown: shown.at(-1)!,
  });
}
