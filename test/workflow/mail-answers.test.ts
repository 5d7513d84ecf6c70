// What the loop does with a relay's answer: it is in the trail, in the report, and in no way mistaken for a file.
import { afterAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { LetterNotTaken } from '../../functions/ports/mailer.ts';
import { readBody } from '../../functions/typeset/read-text.ts';
import { auditOne } from '../../functions/workflow/audit.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { readReport, requestEvidence } from '../../functions/workflow/evidence.ts';
import { react } from '../../functions/workflow/react.ts';
import { retry } from '../../functions/workflow/void.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { auditedWorld } from './audited-world.ts';
import { STAFF } from './signed-pledge.ts';
import { issueSeen } from './test-world.ts';

const { world, audited, dispose, pledge } = auditedWorld();
afterAll(dispose);
const HOUR = 60 * 60 * 1000;

const trail = async (id: string) => (await world.documents.load(id))!.events;
const state = async (id: string) => fold(await trail(id));

/** A pledge that is issued, and whose mails have not been tried. */
async function issued(): Promise<string> {
  const { id } = await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, world.clock.now().slice(0, 10)));
  await issueSeen(world, STAFF, id);
  return id;
}

const refused = new LetterNotTaken('MailboxRefused', 'EENVELOPE', {
  relay: 'relay.example',
  code: 550,
  status: '5.1.1',
  text: '[...] User unknown',
});

test('what the relay answered is in the trail, is reported, and is no file that an audit misses', async () => {
  const { send } = world.mailer;
  const digest = 'ab'.repeat(32);
  world.mailer.send = async (letter) => ({ ...(await send(letter)), text: digest });
  const id = await pledge([]).finally(() => {
    world.mailer.send = send;
  });
  const reply = { relay: 'relay.example', code: 250, status: '2.0.0', text: digest };
  const sent = (await trail(id)).filter(({ kind }) => kind === 'MailSent');
  expect(sent).toHaveLength(3);
  for (const event of sent) expect(event).toMatchObject({ reply, acceptedAt: world.clock.now() });
  await requestEvidence(world, STAFF, id);
  await react(world, id);
  const { sequence } = (await state(id)).evidence.reports[0]!;
  const { bytes } = await readReport(world, STAFF, id, sequence);
  const text = (await readBody(bytes)).join('').replace(/\s/g, '');
  expect(text).toContain(`应答：2502.0.0${digest}（relay.example）Message-ID：`);
  expect((await auditOne(audited, id)).findings).toEqual([]);
});

describe('a mail', () => {
  test('to a mailbox that the relay refuses waits for staff at once, with the answer, and keeps no other from leaving', async () => {
    const id = await issued();
    world.mailer.failNext(1, refused);
    await react(world, id);
    const { failures, parties } = await state(id);
    expect(failures).toEqual({
      'mail invitation drc 1': expect.objectContaining({
        stuck: true,
        code: 'MailboxRefused',
        reply: refused.reply,
      }),
    });
    expect([parties.county, parties.enterprise].map(({ mailed }) => mailed.invitation)).toEqual([1, 1]);
    world.clock.advance(24 * HOUR);
    await react(world, id);
    expect((await state(id)).parties.drc.mailed.invitation).toBeUndefined();
    await retry(world, STAFF, id);
    await react(world, id);
    expect((await state(id)).failures).toEqual({});
    expect((await state(id)).parties.drc.mailed.invitation).toBe(1);
  });

  test('whose relay is away for a day goes on by itself when it is back', async () => {
    const id = await issued();
    for (let hour = 0; hour < 24; hour += 1) {
      world.mailer.failNext(9, new LetterNotTaken('RelayAway', 'ECONNECTION', undefined));
      await react(world, id);
      world.clock.advance(HOUR);
    }
    expect(Object.values((await state(id)).failures)).toMatchObject(
      Array.from({ length: 3 }, () => ({ stuck: true, code: 'RelayAway' })),
    );
    world.mailer.failNext(0);
    world.clock.advance(6 * HOUR);
    await react(world, id);
    expect((await state(id)).failures).toEqual({});
  });

  test('whose answer was lost goes again under the same Message-ID, and the trail says that nobody knows', async () => {
    const id = await issued();
    const { send } = world.mailer;
    const ids: string[] = [];
    world.mailer.send = async (letter) => {
      ids.push(letter.messageId);
      const reply = await send(letter);
      // Taken, and not said so.
      if (ids.length === 1) throw new LetterNotTaken('AnswerLost', 'ECONNECTION', undefined);
      return reply;
    };
    await react(world, id);
    world.clock.advance(5 * 60_000);
    await react(world, id);
    expect(ids).toHaveLength(3);
    world.clock.advance(60_000);
    await react(world, id);
    world.mailer.send = send;
    expect(ids).toHaveLength(4);
    expect(ids[3]).toBe(ids[0]);
    expect((await trail(id)).filter(({ kind }) => kind === 'AttemptFailed')).toMatchObject([
      { job: 'mail invitation drc 1', code: 'AnswerLost' },
    ]);
  });

  test('whose answer is lost each time is sent four times in all, whatever else failed before, and waits for staff', async () => {
    const id = await issued();
    for (let minute = 0; minute < 5; minute += 1) {
      world.mailer.failNext(9, new LetterNotTaken('RelayAway', 'ECONNECTION', undefined));
      await react(world, id);
      world.clock.advance(30 * 60_000);
    }
    let sent = 0;
    const { send } = world.mailer;
    world.mailer.send = async () => {
      sent += 1;
      throw new LetterNotTaken('AnswerLost', 'ETIMEDOUT', undefined);
    };
    for (let hour = 0; hour < 24; hour += 1) {
      await react(world, id);
      world.clock.advance(HOUR);
    }
    world.mailer.send = send;
    expect(sent).toBe(3 * 4);
    expect(Object.values((await state(id)).failures)).toMatchObject(
      Array.from({ length: 3 }, () => ({ stuck: true, code: 'AnswerLost', lost: 4 })),
    );
  });
});
