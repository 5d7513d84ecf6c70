// What is kept of a mail: in the trail, whose older events stay what they were, and in the report of evidence.
import { describe, expect, test } from '@jest/globals';
import type { DocumentEvent, EventBody } from '../../functions/domain/event.ts';
import { brokenAt, eventDigest, extendTrail, NO_EVENT } from '../../functions/domain/trail.ts';
import { mailFaultWords } from '../../functions/pages/failure-words.ts';
import { mailWords } from '../../functions/pages/mail-words.ts';
import { mailsEvidence } from '../../functions/workflow/evidence-mails.ts';
import { messageIdOf } from '../../functions/workflow/mail.ts';
import { EVIDENCE_REPORT } from '../../templates/evidence/evidence-report.ts';
import { issuedThen } from '../domain/issued-state.ts';

const AT = '2026-11-24T02:00:00.000Z';
const REPLY = { relay: 'relay.example', code: 250, status: '2.0.0', text: 'Ok: queued as M1' };
const INVITATION = { kind: 'MailSent', mail: 'invitation', role: 'drc', round: 1 } as const;
const ANSWERED = { ...INVITATION, acceptedAt: '2026-11-24T01:59:59.000Z', reply: REPLY };
const placed = (body: EventBody): DocumentEvent => ({
  ...body,
  sequence: 3,
  at: AT,
  by: { kind: 'workflow' },
  previous: NO_EVENT,
});

describe('the event of a mail', () => {
  test('of the time before answers were kept has the digest that it had', () => {
    expect(eventDigest(placed(INVITATION))).toBe(
      '920bce831c9f7fcf708c9827ec01857c0aff1eb68f22561a91260429e66c813a',
    );
  });

  test('has the answer in its digest, whatever the order of its fields', () => {
    const { relay, code, status, text } = REPLY;
    const digest = 'b05587ffdb7bdd9d58add2e60729085ff4d0115b97600af48e207b0bf3019bc5';
    expect(eventDigest(placed(ANSWERED))).toBe(digest);
    expect(eventDigest(placed({ ...ANSWERED, reply: { text, status, code, relay } }))).toBe(digest);
  });

  test.each<[string, (event: typeof ANSWERED) => object]>([
    [
      'another queue identifier',
      (event) => ({ ...event, reply: { ...event.reply, text: 'Ok: queued as M2' } }),
    ],
    ['another code', (event) => ({ ...event, reply: { ...event.reply, code: 251 } })],
    ['another relay', (event) => ({ ...event, reply: { ...event.reply, relay: 'other.example' } })],
    ['another time', (event) => ({ ...event, acceptedAt: AT })],
    ['no answer any more', ({ reply: _, ...event }) => event],
  ])('with %s no longer fits the one after it', (_, change) => {
    const trail = extendTrail([], [ANSWERED, { kind: 'Completed' }], AT, { kind: 'workflow' });
    expect(brokenAt(trail)).toBeUndefined();
    const changed = change(trail[0] as never) as DocumentEvent;
    expect(brokenAt([changed, trail[1]!])).toBe(2);
  });
});

const OFFICE = { mailDomain: 'lianqian.example' };
const told = (bodies: readonly EventBody[], role: 'drc' | 'county' = 'drc') =>
  mailsEvidence(
    { office: OFFICE as never, evidence: { mail: mailWords, mailFault: mailFaultWords } as never },
    'd1',
    bodies.map((body, index) => ({ ...placed(body), at: `2026-11-24T02:00:0${index}.000Z` })),
    role,
  );
const failed = (code: string, reply?: object): EventBody => ({
  kind: 'AttemptFailed',
  job: 'mail invitation drc 1',
  code,
  retryAt: AT,
  ...(reply ? { reply: reply as never } : {}),
});
const MESSAGE_ID = messageIdOf(OFFICE, 'd1', { mail: 'invitation', role: 'drc', round: 1 });

describe('the evidence of a party’s mails', () => {
  test('has the answer, when it came, and the Message-ID', () => {
    expect(told([ANSWERED])).toEqual([
      {
        words: '签署邀请',
        messageId: MESSAGE_ID,
        accepted: { at: ANSWERED.acceptedAt, reply: REPLY },
        failed: [],
      },
    ]);
  });

  test('of the time before has what is known, and no answer', () => {
    expect(told([INVITATION])).toMatchObject([{ accepted: { at: '2026-11-24T02:00:00.000Z' } }]);
    expect(told([INVITATION])[0]!.accepted).not.toHaveProperty('reply');
  });

  test('is not that of another party', () => {
    expect(told([ANSWERED, failed('RelayAway')], 'county')).toEqual([]);
  });

  test('has what was tried in vain, equal ends at once, with the Message-ID that stays the same', () => {
    const busy = { relay: 'relay.example', code: 450 };
    const tries = [failed('RelayAway'), failed('RelayAway'), failed('RelayBusy', busy), failed('AnswerLost')];
    const [mail, ...others] = told([...tries, ANSWERED]);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ messageId: MESSAGE_ID, accepted: { reply: REPLY } });
    const at = (second: number) => `2026-11-24T02:00:0${second}.000Z`;
    const once = { times: 1, uncertain: false };
    expect(mail!.failed).toEqual([
      { times: 2, from: at(0), to: at(1), uncertain: false, why: '连接不上邮件服务器' },
      { ...once, from: at(2), to: at(2), why: '邮件服务器暂不受理', reply: busy },
      { ...once, from: at(3), to: at(3), uncertain: true, why: '邮件已送出，没有收到应答' },
    ]);
  });

  test('has a mail that never left, and no time of acceptance for it', () => {
    const stuck = { kind: 'Stuck', job: 'mail reminder drc 2', code: 'MailboxRefused' } as const;
    expect(told([ANSWERED, stuck])).toMatchObject([
      { words: '签署邀请', accepted: {} },
      { words: '催办（第2次）', failed: [{ why: '邮件服务器不接受该收件邮箱' }] },
    ]);
    expect(told([ANSWERED, stuck])[1]).not.toHaveProperty('accepted');
  });

  const viewOf = (bodies: readonly EventBody[]) => {
    const lists = { prints: [], scans: [], seals: [], acts: [], way: 'link', role: 'drc' };
    const facts = {
      parties: [{ ...lists, mails: told(bodies) }],
      revisions: [],
      archived: [],
      events: [],
      dueAt: AT,
      at: AT,
    };
    const { parties } = EVIDENCE_REPORT.view(facts as never, { number: '', issuedOn: '2026-11-24' }) as {
      parties: { mails: object[] }[];
    };
    return parties[0]!.mails;
  };

  test.each([
    ['未受理', '1次未受理（连接不上邮件服务器）', 'RelayAway'],
    ['结果不明', '1次结果不明（邮件已送出，没有收到应答）', 'AnswerLost'],
  ])('says %s and not more of a mail that was not taken: %s', (time, words, code) => {
    const tries = [{ time: '2026-11-24 10:00:00', words, reply: '' }];
    expect(viewOf([failed(code)])).toEqual([
      { words: '签署邀请', messageId: MESSAGE_ID, time, reply: '', tries },
    ]);
  });

  test('says when a mail was taken that had no answer at first, and what was answered then', () => {
    expect(viewOf([failed('AnswerLost'), ANSWERED])).toMatchObject([
      {
        time: '2026-11-24 09:59:59',
        reply: '250 2.0.0 Ok: queued as M1（relay.example）',
        tries: [{ words: expect.stringContaining('结果不明') }],
      },
    ]);
    expect(viewOf([INVITATION])).toMatchObject([{ time: '2026-11-24 10:00:00', reply: '当时未记录' }]);
  });
});

test('a failure keeps the answer that it had last, and none after it was sent', () => {
  const said = { relay: 'relay.example', code: 450 };
  const first = issuedThen([failed('RelayBusy', said)]);
  expect(first.failures['mail invitation drc 1']).toMatchObject({ count: 1, reply: said });
  const second = issuedThen([failed('RelayBusy', said), failed('RelayAway')]);
  expect(second.failures['mail invitation drc 1']).not.toHaveProperty('reply');
  expect(issuedThen([failed('RelayBusy', said), ANSWERED]).failures).toEqual({});
});

test.each([
  ['with an archival time-stamp', {}],
  ['with a mark, a signature having fallen', { revoked: [{ role: 'drc', at: AT, noted: AT }] }],
] as const)(
  'how often a mail may have been taken is known still when the document is published again %s',
  (_, change) => {
    const job = 'mail completion drc 1';
    const lost: EventBody = { kind: 'AttemptFailed', job, code: 'AnswerLost', retryAt: AT };
    const published: EventBody = { kind: 'Published', path: 'p', revision: 'r' };
    const again = { ...published, ...change } as EventBody;
    const publishing: EventBody = { kind: 'AttemptFailed', job: 'publish', code: 'EIO', retryAt: AT };
    const { failures } = issuedThen([published, lost, lost, lost, publishing, again]);
    expect(failures).toEqual({ [job]: expect.objectContaining({ count: 3, lost: 3, retryAt: AT }) });
  },
);
