// Documents that fewer than three sign: the way to completion, and those who have nothing to do with it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { signers } from '../../functions/domain/document-questions.ts';
import { linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { showDocument } from '../../functions/handlers/integration-view.ts';
import { signerFacts } from '../../functions/handlers/signer-facts.ts';
import { documentView } from '../../functions/pages/document-view.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import { remind } from '../../functions/workflow/remind.ts';
import {
  consent,
  consentVersion,
  decline,
  loadForHolder,
  openLink,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import {
  CROOKED_BOXES,
  CROOKED_ORDER,
  FILLED,
  mailbox,
  NOTICE,
  REPORT,
  SMALL_TYPES,
  smallPrinter,
} from './small-types.ts';
import { issueSeen, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };

let made: ReturnType<typeof testWorld>;
beforeAll(() => {
  made = testWorld();
});
afterAll(() => made.dispose());

function start() {
  const world = {
    ...made.world,
    documentType: (id: string) => SMALL_TYPES.find((type) => type.id === id),
    printer: smallPrinter(),
  };
  world.mailer.letters.length = 0;
  const trail = async (id: string) => (await world.documents.load(id))!.events;
  const state = async (id: string) => fold(await trail(id));
  const issued = async (type: string) => {
    const { id } = await draft(world, STAFF, type, FILLED);
    await issueSeen(world, STAFF, id);
    await react(world, id);
    return id;
  };
  const open = (id: string, role: Role) =>
    openLink(world, linkToken(world.linkSecret, { document: id, role }));
  const signAs = async (id: string, role: Role) => {
    const holder = await open(id, role);
    await requestCode(world, holder);
    await react(world, id);
    const code = /^\d{6}$/m.exec(world.mailer.letters.at(-1)!.text)![0];
    const current = await state(id);
    const shown = current.revisions.at(-1)!.sha256;
    const version = consentVersion(world, current, role);
    await consent(world, holder, { code, consent: version, publication: '', shown });
    await react(world, id);
  };
  const page = async (id: string, type: typeof REPORT) =>
    documentView(id, await state(id), await trail(id), {
      typeName: type.name,
      parties: type.parties(FILLED),
      receivers: type.receivers ?? [],
      sufficient: {},
      declineReasons: {},
      voidReason: '',
      publicUrl: '',
      now: world.clock.now(),
    });
  return { world, state, issued, open, signAs, page };
}

describe.each([
  ['one party', REPORT, ['enterprise']],
  ['two parties', NOTICE, ['drc', 'enterprise']],
] as const)('a document of %s', (_, type, roles) => {
  test('is completed when they have signed, is whole, and mails go to nobody else', async () => {
    const { world, state, issued, signAs } = start();
    const id = await issued(type.id);
    expect(signers(await state(id))).toEqual(roles);
    for (const [index, role] of roles.entries()) {
      expect((await state(id)).status).toBe('signing');
      await signAs(id, role);
      expect((await state(id)).revisions.at(-1)!.signedBy).toEqual(roles.slice(0, index + 1));
    }
    const end = await state(id);
    expect(end.status).toBe('signed');
    const { anchors } = await world.authority();
    const file = await world.files.get(end.revisions.at(-1)!.sha256);
    const { base } = end.issue!;
    expect(await verifySignedPdf(file, anchors, { baseSha256: base, fields: [...roles] })).toMatchObject({
      verdict: 'sound',
      signatures: roles.map((field) => ({ field })),
    });
    const asked = new Set(world.mailer.letters.map(({ to }) => to.address));
    expect(asked).toEqual(new Set(roles.map(mailbox)));
    // Invitation, code and completion for each, and nothing after that.
    expect(world.mailer.letters).toHaveLength(3 * roles.length);
    expect(await world.documents.due('2027-12-31T00:00:00.000Z', 10)).not.toContain(id);
  });

  test('has only them on its page, in the API and on the signing page', async () => {
    const { world, state, issued, open, page } = start();
    const id = await issued(type.id);
    expect((await page(id, type)).parties.map(({ code }) => code)).toEqual(roles);
    expect(showDocument(id, await state(id)).parties.map(({ role }) => role)).toEqual(roles);
    const facts = await signerFacts(world, await state(id), await open(id, roles[0]!));
    expect(facts).toMatchObject({ standing: 'may-sign', parties: roles.map((role) => ({ role })) });
  });

  test('gives nothing to the link of a role that has nothing to do with it, and does not remind it', async () => {
    const { world, state, issued, open } = start();
    const id = await issued(type.id);
    const before = (await world.documents.load(id))!.version;
    await expect(open(id, 'county')).rejects.toMatchObject({ code: 'link.invalid' });
    const holder = { document: id, role: 'county' } as const;
    await expect(loadForHolder(world, holder)).rejects.toMatchObject({ code: 'link.invalid' });
    await expect(requestCode(world, holder)).rejects.toMatchObject({ code: 'party.unknown' });
    await expect(
      decline(world, holder, { code: '123456', reason: '我方不同意这份文书' }),
    ).rejects.toMatchObject({
      code: 'party.unknown',
    });
    await expect(remind(world, STAFF, id, 'county')).rejects.toMatchObject({ code: 'party.unknown' });
    await expect(remind(world, STAFF, id, 'nobody' as Role)).rejects.toMatchObject({ code: 'party.unknown' });
    expect((await world.documents.load(id))!.version).toBe(before);
    expect((await state(id)).status).toBe('signing');
  });
});

test('without the DRC among its parties, the document asks in the name of the highest that is', async () => {
  const { world, issued } = start();
  await issued(REPORT.id);
  expect(world.mailer.letters[0]!.subject).toContain('投资运营主体');
});

test('who signs stays as it was issued, whatever the type says afterwards', async () => {
  const { world, state, issued, signAs } = start();
  const id = await issued(REPORT.id);
  const later = { ...REPORT, order: () => [['drc'], ['enterprise']] } as typeof REPORT;
  world.documentType = () => later;
  await signAs(id, 'enterprise');
  expect((await state(id)).status).toBe('signed');
});

test('a receiver that refuses does not sign: the trail and the page say 不予签收', async () => {
  const { world, issued, signAs, open, page } = start();
  const id = await issued(NOTICE.id);
  await signAs(id, 'drc');
  const holder = await open(id, 'enterprise');
  await requestCode(world, holder);
  const code = oneTimeCode(world.linkSecret, holder, 1);
  await decline(world, holder, { code, reason: '收件人已变更，请另行送达' });
  await react(world, id);
  const { parties, trail } = await page(id, NOTICE);
  expect(parties.map(({ standingName }) => standingName)).toEqual(['已签署', '不予签收']);
  expect(trail.map(({ words }) => words)).toContain('不予签收');
});

test.each([CROOKED_ORDER, CROOKED_BOXES].map((type) => [type.id, type] as const))(
  'a type whose parties, order and boxes are not the same (%s) is a fault, and takes no number',
  async (_, type) => {
    const { world, state } = start();
    const { id } = await draft(world, STAFF, type.id, FILLED);
    await expect(issueSeen(world, STAFF, id)).rejects.toBeInstanceOf(TypeError);
    expect((await state(id)).status).toBe('drafted');
    expect(await world.numbers.reserve(type.id, 'another')).toBe(1);
  },
);
