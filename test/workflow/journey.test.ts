// Each kind of document makes the whole way: draft, issue, its parties' signatures over links, and what follows.
import { afterAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { Role } from '../../functions/domain/party.ts';
import { brokenAt } from '../../functions/domain/trail.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  CONSENT_VERSION,
  consent,
  consentVersion,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { orderOf } from '../templates/filled.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

function start() {
  const { world, logged, dispose } = testWorld();
  disposals.push(dispose);
  const state = async (id: string) => fold((await world.documents.load(id))!.events);
  const lastMail = (role: Role, input: { parties: Record<Role, { email: string }> }) =>
    world.mailer.letters.filter(({ to }) => to.address === input.parties[role].email).at(-1)!;
  return { world, logged, state, lastMail };
}

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('a %s', (_, type) => {
  test('is signed by its parties and ends as it must', async () => {
    const { world, logged, state, lastMail } = start();
    const input = sampleOn(type, START.slice(0, 10));
    const { id, problems } = await draft(world, STAFF, type.id, input);
    expect(problems).toEqual([]);
    await issueSeen(world, STAFF, id);
    const parties = input as never as { parties: Record<Role, { email: string }> };

    for (const role of orderOf(type, input).flat()) {
      await react(world, id);
      const link = /http\S+\/sign#(\S+)/.exec(lastMail(role, parties).text)![1]!;
      const holder = await openLink(world, link);
      expect(holder).toEqual({ document: id, role });
      await requestCode(world, holder);
      await react(world, id);
      const receives = type.receivers?.includes(role) ?? false;
      expect(lastMail(role, parties).subject).toContain(receives ? '签收验证码' : '签署验证码');
      const code = /^\d{6}$/m.exec(lastMail(role, parties).text)![0];
      const shown = (await state(id)).revisions.at(-1)!.sha256;
      await consent(world, holder, {
        code,
        consent: consentVersion(world, await state(id), role),
        publication: PUBLICATION_VERSION,
        shown,
      });
      await react(world, id);
      expect(logged).toEqual([]);
      // Asked only of what is published, and kept beside the consent to sign.
      const { consented } = (await state(id)).parties[role];
      expect(consented?.publication).toBe(type.disclosure ? PUBLICATION_VERSION : undefined);
    }

    const end = await state(id);
    expect(end.status).toBe(type.disclosure ? 'published' : 'signed');
    const file = await world.files.get(end.revisions.at(-1)!.sha256);
    const { anchors } = await world.authority();
    const verification = await verifySignedPdf(file, anchors, { baseSha256: end.issue!.base });
    const signatures = orderOf(type, input)
      .flat()
      .map((field) => ({ field }));
    expect(verification).toMatchObject({ verdict: 'sound', signatures });
    expect(brokenAt((await world.documents.load(id))!.events)).toBeUndefined();
    expect(await world.documents.due('2027-12-31T00:00:00.000Z', 10)).toEqual([]);
  });
});

test('no event, log line or public file holds a name, a mailbox, a code or a link token', async () => {
  const { world, logged, state, lastMail } = start();
  const type = DOCUMENT_TYPES.find(({ id }) => id === 'pledge')!;
  const input = sampleOn(type, START.slice(0, 10));
  const { id } = await draft(world, STAFF, type.id, input);
  await issueSeen(world, STAFF, id);
  await react(world, id);
  const parties = input as never as { parties: Record<Role, { email: string; person: string }> };
  const secrets: string[] = [];
  for (const role of ['drc', 'county', 'enterprise'] as const) {
    const token = /sign#(\S+)/.exec(lastMail(role, parties).text)![1]!;
    const holder = await openLink(world, token);
    await requestCode(world, holder);
    await react(world, id);
    const code = /^\d{6}$/m.exec(lastMail(role, parties).text)![0];
    await consent(world, holder, {
      code,
      consent: CONSENT_VERSION,
      publication: PUBLICATION_VERSION,
      shown: (await state(id)).revisions.at(-1)!.sha256,
    });
    await react(world, id);
    secrets.push(token, token.split('.')[2]!, parties.parties[role].email);
    expect(JSON.stringify((await world.documents.load(id))!.events)).not.toContain(`"${code}"`);
    expect(JSON.stringify((await world.documents.load(id))!.events)).not.toContain(
      parties.parties[role].person,
    );
  }
  const events = JSON.stringify((await world.documents.load(id))!.events);
  const pages = [...world.site.files.values()]
    .map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
    .join('\n');
  expect((await state(id)).status).toBe('published');
  for (const secret of secrets) {
    expect(events).not.toContain(secret);
    expect(JSON.stringify(logged)).not.toContain(secret);
    expect(pages).not.toContain(secret);
  }
});
