// What goes wrong around the workflow: mails that do not leave, processes that die, signers who come at once.
import { afterAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { isStuck } from '../../functions/domain/document-questions.ts';
import { linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { brokenAt } from '../../functions/domain/trail.ts';
import { CONSENT_TEXTS } from '../../functions/pages/sign/consent.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { copyToDraft, draft, saveDraft } from '../../functions/workflow/draft.ts';
import { InvalidForm } from '../../functions/workflow/form.ts';
import { issue, issueAsStaff } from '../../functions/workflow/issue.ts';
import { publish } from '../../functions/workflow/publish.ts';
import { react } from '../../functions/workflow/react.ts';
import { remind } from '../../functions/workflow/remind.ts';
import {
  CONSENT_VERSION,
  consent,
  decline,
  openLink,
  PUBLICATION_VERSION,
  RECEIPT_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { retry, voidDocument } from '../../functions/workflow/void.ts';
import type { World } from '../../functions/workflow/world.ts';
import { documentType } from '../../templates/registry.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 's', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
const PLEDGE = documentType('pledge')!;
const INPUT = sampleOn(PLEDGE, START.slice(0, 10));
const DAY = 24 * 60 * 60 * 1000;

const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

function start() {
  const made = testWorld();
  disposals.push(made.dispose);
  const { world } = made;
  const trail = async (id: string) => (await world.documents.load(id))!.events;
  return { ...made, trail, state: async (id: string) => fold(await trail(id)) };
}

async function issued(world: World): Promise<string> {
  const { id } = await draft(world, STAFF, 'pledge', INPUT);
  await issueSeen(world, STAFF, id);
  await react(world, id);
  return id;
}

/** Everything a signer does, up to the consent; the loop signs. */
async function consentOf(world: World, id: string, role: Role): Promise<void> {
  const holder = await openLink(world, linkToken(world.linkSecret, { document: id, role }));
  await requestCode(world, holder);
  const { parties, revisions } = fold((await world.documents.load(id))!.events);
  const code = oneTimeCode(world.linkSecret, holder, parties[role].code!.round);
  await consent(world, holder, {
    code,
    consent: CONSENT_VERSION,
    publication: PUBLICATION_VERSION,
    shown: revisions[0]!.sha256,
  });
}

const refusal = (code: string) => expect.objectContaining({ code });

describe('mail', () => {
  test('that the relay does not take is tried again later, and the office is not kept waiting', async () => {
    const { world, state, logged } = start();
    const { id } = await draft(world, STAFF, 'pledge', INPUT);
    await issueSeen(world, STAFF, id);
    world.mailer.failNext(3);
    await react(world, id);
    expect(world.mailer.letters).toHaveLength(0);
    expect(logged).toHaveLength(3);
    expect(JSON.stringify(logged)).not.toContain('example');
    world.clock.advance(60_000);
    expect(await world.documents.due(world.clock.now(), 10)).toEqual([id]);
    await react(world, id);
    expect(world.mailer.letters).toHaveLength(3);
    expect((await state(id)).failures).toEqual({});
  });

  test('that never leaves ends as stuck, is seen, and goes on when staff say so', async () => {
    const { world, state } = start();
    const { id } = await draft(world, STAFF, 'pledge', INPUT);
    await issueSeen(world, STAFF, id);
    for (let round = 0; round < 40; round += 1) {
      world.mailer.failNext(3);
      await react(world, id);
      world.clock.advance(2 * 60 * 60 * 1000);
    }
    expect(isStuck(await state(id))).toBe(true);
    const { items } = await world.documents.list({ scope: '63', limit: 10 });
    expect(items[0]?.listing.stuck).toBe(true);
    world.mailer.failNext(0);
    await retry(world, STAFF, id);
    await react(world, id);
    expect(world.mailer.letters.length).toBeGreaterThanOrEqual(3);
    expect(isStuck(await state(id))).toBe(false);
  });

  test('has the same Message-ID each time it is tried', async () => {
    const { world } = start();
    const id = await issued(world);
    const first = world.mailer.letters.map(({ messageId }) => messageId);
    expect(new Set(first).size).toBe(3);
    // A crash after the mail left and before its event: the event is missing, the mail goes again.
    const stored = (await world.documents.load(id))!;
    const again = { ...stored, id: `${id}x` };
    expect(again.events.filter(({ kind }) => kind === 'MailSent')).toHaveLength(3);
    expect(first.every((messageId) => /^[0-9a-f]{40}@lianqian\.example$/.test(messageId))).toBe(true);
  });
});

describe('signing', () => {
  test('at once by all three gives three signatures, one after the other, and nobody is asked again', async () => {
    const { world, state, logged } = start();
    const id = await issued(world);
    const roles = ['drc', 'county', 'enterprise'] as const;
    await Promise.all(roles.map((role) => consentOf(world, id, role)));
    await Promise.all([react(world, id), react(world, id), react(world, id)]);
    await react(world, id);
    const end = await state(id);
    expect(end.status).toBe('published');
    expect(end.revisions.map(({ signedBy }) => signedBy.length)).toEqual([0, 1, 2, 3]);
    const files = await Promise.all(end.revisions.map(({ sha256 }) => world.files.get(sha256)));
    for (const [index, file] of files.slice(1).entries()) {
      expect(Buffer.from(file.subarray(0, files[index]!.length)).equals(Buffer.from(files[index]!))).toBe(
        true,
      );
    }
    const { anchors } = await world.authority();
    expect(await verifySignedPdf(files[3]!, anchors)).toMatchObject({
      verdict: 'sound',
      signatures: [{}, {}, {}],
    });
    expect(logged).toEqual([]);
  });

  test('goes on after a crash between the consent and the signature', async () => {
    const { world, state } = start();
    const id = await issued(world);
    await consentOf(world, id, 'drc');
    // The process that took the consent is gone; the sweep finds the document.
    expect(await world.documents.due(world.clock.now(), 10)).toEqual([id]);
    await react(world, id);
    expect((await state(id)).parties.drc.signed).toBeDefined();
  });

  test('of fifty equal submissions makes one consent and one signature', async () => {
    const { world, trail } = start();
    const id = await issued(world);
    const holder = { document: id, role: 'drc' as const };
    await requestCode(world, holder);
    const code = oneTimeCode(world.linkSecret, holder, 1);
    const shown = fold(await trail(id)).revisions[0]!.sha256;
    await Promise.all(
      Array.from({ length: 50 }, () =>
        consent(world, holder, { code, consent: CONSENT_VERSION, publication: PUBLICATION_VERSION, shown }),
      ),
    );
    await Promise.all(Array.from({ length: 5 }, () => react(world, id)));
    const kinds = (await trail(id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'Consented')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'Signed')).toHaveLength(1);
  });

  test('of two hundred guesses at once weighs five', async () => {
    const { world, trail } = start();
    const id = await issued(world);
    const holder = { document: id, role: 'drc' as const };
    await requestCode(world, holder);
    const right = oneTimeCode(world.linkSecret, holder, 1);
    const shown = fold(await trail(id)).revisions[0]!.sha256;
    const guesses = Array.from({ length: 200 }, (_, index) => String(index).padStart(6, '0')).filter(
      (code) => code !== right,
    );
    const answers = await Promise.allSettled(
      guesses.map((code) =>
        consent(world, holder, { code, consent: CONSENT_VERSION, publication: PUBLICATION_VERSION, shown }),
      ),
    );
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect((await trail(id)).filter(({ kind }) => kind === 'CodeRefused')).toHaveLength(5);
    await expect(
      consent(world, holder, {
        code: right,
        consent: CONSENT_VERSION,
        publication: PUBLICATION_VERSION,
        shown,
      }),
    ).rejects.toEqual(refusal('code.exhausted'));
  });
});

describe('mail of a party that has signed, or of a document that has ended', () => {
  test('is no reason to stay stuck', async () => {
    const { world, state } = start();
    const id = await issued(world);
    await remind(world, STAFF, id, 'drc');
    for (let round = 0; round < 40; round += 1) {
      world.mailer.failNext(1);
      await react(world, id);
      world.clock.advance(2 * 60 * 60 * 1000);
    }
    expect(isStuck(await state(id))).toBe(true);
    world.mailer.failNext(0);
    await consentOf(world, id, 'drc');
    await react(world, id);
    expect(isStuck(await state(id))).toBe(false);
  });

  test('is no reason to stay stuck after it was voided', async () => {
    const { world, state } = start();
    const { id } = await draft(world, STAFF, 'pledge', INPUT);
    await issueSeen(world, STAFF, id);
    for (let round = 0; round < 40; round += 1) {
      world.mailer.failNext(3);
      await react(world, id);
      world.clock.advance(2 * 60 * 60 * 1000);
    }
    expect(isStuck(await state(id))).toBe(true);
    await voidDocument(world, STAFF, id, '邮箱填写有误');
    expect(isStuck(await state(id))).toBe(false);
    const { items } = await world.documents.list({ scope: '63', limit: 10 });
    expect(items[0]?.listing.stuck).toBe(false);
  });
});

test('who only receives an order agrees to the words of a receipt, not to those of a signature', async () => {
  const { world, state } = start();
  const order = documentType('rectification-order')!;
  const { id } = await draft(world, STAFF, order.id, sampleOn(order, START.slice(0, 10)));
  await issueSeen(world, STAFF, id);
  await react(world, id);
  await consentOf(world, id, 'drc');
  await react(world, id);
  const holder = { document: id, role: 'county' as const };
  await requestCode(world, holder);
  const code = oneTimeCode(world.linkSecret, holder, 1);
  const shown = (await state(id)).revisions.at(-1)!.sha256;
  const given = { code, publication: '', shown };
  await expect(consent(world, holder, { ...given, consent: CONSENT_VERSION })).rejects.toEqual(
    refusal('consent.outdated'),
  );
  await consent(world, holder, { ...given, consent: RECEIPT_VERSION });
  expect((await state(id)).parties.county.consented?.consent).toBe(RECEIPT_VERSION);
  expect(CONSENT_TEXTS[RECEIPT_VERSION]).toContain('签收仅表示收到');
});

describe('a document', () => {
  test('that somebody else changed meanwhile is not issued unseen', async () => {
    const { world, state } = start();
    const { id } = await draft(world, STAFF, 'pledge', INPUT);
    const seen = (await state(id)).input;
    await saveDraft(world, STAFF, id, { ...INPUT, signing: { signBy: '2026-12-10' } }, seen);
    await expect(issueAsStaff(world, STAFF, id, seen)).rejects.toEqual(refusal('document.changed'));
    expect((await state(id)).status).toBe('drafted');
  });

  test('whose second stage begins in its last days sends no reminder with the invitation', async () => {
    const { world, state } = start();
    const order = documentType('rectification-order')!;
    const { id } = await draft(world, STAFF, order.id, sampleOn(order, START.slice(0, 10)));
    await issueSeen(world, STAFF, id);
    await react(world, id);
    const { dueAt } = (await state(id)).issue!;
    world.clock.set(new Date(Date.parse(dueAt) - DAY).toISOString());
    await consentOf(world, id, 'drc');
    const before = world.mailer.letters.length;
    await react(world, id);
    const { parties } = await state(id);
    expect(parties.county.mailed.invitation).toBe(1);
    expect(parties.county.remindedAt).toEqual([]);
    expect(world.mailer.letters.length).toBeGreaterThan(before);
  });

  test('published again after a crash writes the same files', async () => {
    const { world, state } = start();
    const id = await issued(world);
    for (const role of ['drc', 'county', 'enterprise'] as const) {
      await consentOf(world, id, role);
      await react(world, id);
    }
    const first = new Map(
      [...world.site.files].map(([path, { bytes }]) => [path, Buffer.from(bytes).toString('hex')]),
    );
    // The event of publishing was not written; the clock goes on.
    const stored = (await world.documents.load(id))!;
    const at = stored.events.findIndex(({ kind }) => kind === 'Published');
    const events = stored.events.slice(0, at);
    await world.documents.create({ ...stored, id: `${id}x`, version: at, events });
    world.clock.advance(DAY);
    await publish(world, `${id}x`);
    const again = new Map(
      [...world.site.files].map(([path, { bytes }]) => [path, Buffer.from(bytes).toString('hex')]),
    );
    expect(again).toEqual(first);
    expect((await state(id)).publicPath).toMatch(/index\.html$/);
  });

  test('that is issued twice at once has one number and one base', async () => {
    const { world, trail } = start();
    const { id } = await draft(world, STAFF, 'pledge', INPUT);
    await Promise.allSettled(Array.from({ length: 5 }, () => issueSeen(world, STAFF, id)));
    expect((await trail(id)).filter(({ kind }) => kind === 'Issued')).toHaveLength(1);
    await issue(world, id, { kind: 'workflow' });
    expect((await trail(id)).filter(({ kind }) => kind === 'Issued')).toHaveLength(1);
  });

  test('printed again from its data and template has the same bytes', async () => {
    const { world, state } = start();
    const id = await issued(world);
    const { issue: made, revisions } = await state(id);
    const value = JSON.parse(new TextDecoder().decode(await world.files.get(made!.data)));
    const { number, issuedOn } = made!;
    const { pdf, template } = await world.printer.print({
      type: PLEDGE,
      value,
      issue: { number, issuedOn },
      today: issuedOn,
    });
    expect(await world.files.put(pdf, 'application/pdf')).toBe(revisions[0]!.sha256);
    expect(await world.files.put(template, 'text/plain')).toBe(made!.template);
  });

  test('with a wrong field is not issued, and says which', async () => {
    const { world, state } = start();
    const wrong = { ...INPUT, signing: { signBy: '2026-02-30' } };
    const { id, problems } = await draft(world, STAFF, 'pledge', wrong);
    expect(problems).toEqual([expect.objectContaining({ path: 'signing.signBy', code: 'date.nonexistent' })]);
    await expect(issueSeen(world, STAFF, id)).rejects.toBeInstanceOf(InvalidForm);
    expect((await state(id)).status).toBe('drafted');
  });

  test('edited by two at once keeps the first, and tells the second', async () => {
    const { world, state } = start();
    const { id } = await draft(world, STAFF, 'pledge', INPUT);
    const seen = (await state(id)).input;
    await saveDraft(world, STAFF, id, { ...INPUT, signing: { signBy: '2026-12-10' } }, seen);
    const late = saveDraft(world, STAFF, id, { ...INPUT, signing: { signBy: '2026-12-11' } }, seen);
    await expect(late).rejects.toEqual(refusal('document.changed'));
  });

  test('expires a minute after the end of its last day, and the parties are told', async () => {
    const { world, state } = start();
    const id = await issued(world);
    const { dueAt } = (await state(id)).issue!;
    world.clock.set(dueAt);
    await react(world, id);
    expect((await state(id)).status).toBe('signing');
    world.clock.advance(60_000);
    await react(world, id);
    expect((await state(id)).status).toBe('expired');
    expect(
      world.mailer.letters.filter(({ subject }) => subject.includes('终止') || subject.includes('逾期')),
    ).toHaveLength(3);
    const holder = { document: id, role: 'drc' as const };
    await expect(requestCode(world, holder)).rejects.toEqual(refusal('document.not-signing'));
  });

  test('reminds by itself three days before, once', async () => {
    const { world, state } = start();
    const id = await issued(world);
    const { dueAt } = (await state(id)).issue!;
    world.clock.set(new Date(Date.parse(dueAt) - 3 * DAY).toISOString());
    await react(world, id);
    await react(world, id);
    expect(world.mailer.letters).toHaveLength(6);
    expect((await state(id)).parties.drc.remindedAt).toHaveLength(1);
  });

  test('declined by one ends for all, and its reason is in no event', async () => {
    const { world, state, trail } = start();
    const id = await issued(world);
    const holder = { document: id, role: 'county' as const };
    await requestCode(world, holder);
    const code = oneTimeCode(world.linkSecret, holder, 1);
    await decline(world, holder, { code, reason: '四至范围与批复不一致' });
    await react(world, id);
    expect((await state(id)).status).toBe('declined');
    expect(JSON.stringify(await trail(id))).not.toContain('四至范围');
    expect(world.mailer.letters).toHaveLength(6);
    await expect(decline(world, { ...holder, role: 'drc' }, { code, reason: '短' })).rejects.toEqual(
      refusal('reason.short'),
    );
  });

  test('voided with a reason cannot be signed, and can be copied to a new draft', async () => {
    const { world, state } = start();
    const id = await issued(world);
    await voidDocument(world, STAFF, id, '承诺内容需要调整');
    await react(world, id);
    await expect(requestCode(world, { document: id, role: 'drc' })).rejects.toEqual(
      refusal('document.not-signing'),
    );
    const copy = await copyToDraft(world, STAFF, id);
    expect(await state(copy)).toMatchObject({
      status: 'drafted',
      copiedFrom: id,
      input: (await state(id)).input,
    });
  });

  test('of another region is as unknown as one that does not exist', async () => {
    const { world } = start();
    const id = await issued(world);
    const haidong = { ...STAFF, scope: '6302' };
    const acts = [
      () => issueSeen(world, haidong, id),
      () => saveDraft(world, haidong, id, INPUT, ''),
      () => copyToDraft(world, haidong, id),
      () => remind(world, haidong, id, 'drc'),
      () => voidDocument(world, haidong, id, '不应当能作废'),
      () => retry(world, haidong, id),
    ];
    for (const act of acts) await expect(act()).rejects.toEqual(refusal('document.unknown'));
    await expect(draft(world, haidong, 'pledge', INPUT)).rejects.toEqual(refusal('region.outside'));
    expect(await world.documents.list({ scope: '6302', limit: 10 })).toEqual({ items: [] });
  });
});

test('the trail of every document here is unbroken, and a link of another document opens nothing', async () => {
  const { world, trail } = start();
  const [one, other] = [await issued(world), await issued(world)];
  expect([brokenAt(await trail(one)), brokenAt(await trail(other))]).toEqual([undefined, undefined]);
  const token = linkToken(world.linkSecret, { document: one, role: 'drc' });
  await expect(openLink(world, token.replace(one, other))).rejects.toBeInstanceOf(Refusal);
});
