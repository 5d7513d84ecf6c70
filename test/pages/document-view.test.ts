// A document's page: how far each party is, in the words of what it does.
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import type { DocumentEvent, Mail, TimestampPolicy } from '../../functions/domain/event.ts';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { documentView } from '../../functions/pages/document-view.ts';
import { readPages } from '../../functions/pages/page-sources.ts';

const AT = '2026-11-24T02:00:00.000Z';
const DIGEST = 'a'.repeat(64);
const summary = { title: '整改通知书', town: '老爷山小镇', region: '630121' };
const ISSUED = [
  { kind: 'Drafted', type: 'rectification-order', input: DIGEST, summary },
  {
    kind: 'Issued',
    number: '宁发改通〔2026〕1号',
    data: DIGEST,
    template: DIGEST,
    base: DIGEST,
    issuedOn: '2026-11-24',
    dueAt: '2026-12-24T15:59:59.999Z',
    order: [['drc'], ['county', 'enterprise']],
    discloses: false,
  },
];
const signed = (role: Role) => ({ kind: 'Signed', role, revision: DIGEST, serial: '1', signedAt: AT });

function view(events: readonly object[], receivers: readonly Role[]) {
  const trail = [...ISSUED, ...events].map((event, index) => ({
    ...event,
    id: 'd',
    sequence: index + 1,
    at: AT,
    by: { kind: 'workflow' },
    previous: '',
  })) as unknown as DocumentEvent[];
  const state: DocumentState = fold(trail);
  return documentView('d', state, trail, {
    typeName: '限期整改通知书',
    parties: ROLES.map((role) => ({
      role,
      organization: role,
      code: '',
      person: '张三',
      title: '主任',
      email: 'a@example.com',
    })) as never,
    receivers,
    sufficient: {},
    now: AT,
    declineReasons: { drc: '', county: '', enterprise: '' },
    voidReason: '',
    publicUrl: '',
  });
}

const standings = (events: readonly object[], receivers: readonly Role[]) =>
  Object.fromEntries(view(events, receivers).parties.map(({ code, standingName }) => [code, standingName]));

test('those who only receive a document have 待签收 and 已签收, the others sign', () => {
  const events = [signed('drc'), signed('county')];
  expect(standings(events, ['county', 'enterprise'])).toEqual({
    drc: '已签署',
    county: '已签收',
    enterprise: '待签收',
  });
  expect(standings(events, [])).toEqual({ drc: '已签署', county: '已签署', enterprise: '待签署' });
});

test('of a time-stamp still to be had it is said what waits for it: publishing, or the file that is published', () => {
  const issued = { ...ISSUED[1]!, discloses: true };
  const completed = (timestamp: TimestampPolicy) => [issued, { kind: 'Completed', timestamp }];
  const published = { kind: 'Published', path: 'pledges/1/index.html', revision: DIGEST };
  expect(view(completed('required'), []).timestamp).toMatch(/^待加盖。.*，加盖后公示$/);
  expect(view(completed('wanted'), []).timestamp).toMatch(/^待加盖。.*，不影响公示$/);
  expect(view([...completed('wanted'), published], []).timestamp).toMatch(/^待加盖。.*，并更新公示的文件$/);
  expect(view([issued, { kind: 'Completed' }], []).timestamp).toBe('');
});

test('of a document that is marked as revoked it is not said that a time-stamp is still to come', () => {
  const revoked = [{ role: 'drc', at: AT, noted: AT }];
  const published = { kind: 'Published', path: 'pledges/1/index.html', revision: DIGEST };
  const completed = [
    { ...ISSUED[1]!, discloses: true },
    { kind: 'Completed', timestamp: 'wanted' },
  ];
  expect(view([...completed, published, { ...published, revoked }], []).timestamp).toBe('');
});

const pageOf = (facts: ReturnType<typeof view>) =>
  readPages(fileURLToPath(new URL('../../functions/pages', import.meta.url)), 'office', [
    'document',
    'layout',
  ] as const)('document', {
    ...facts,
    token: 't',
    person: undefined,
    fonts: [],
    companions: [],
    notice: '',
    refusal: '',
    reasonError: '',
    typedReason: '',
  });

test('what is stuck is listed, with what is to be done where that is known', () => {
  const stuck = (mail: Mail, role: Role) => ({
    kind: 'Stuck',
    job: `mail ${mail} ${role} 1`,
    code: mail === 'invitation' ? 'EAUTH' : 'authority.unavailable',
  });
  const page = pageOf(view([stuck('invitation', 'drc'), stuck('reminder', 'county')], []));
  expect(page).toContain('<li>发送邮件（签署邀请，市州发展改革部门）：邮件没有发出。请核对收件邮箱');
  expect(page).toContain('<li>发送邮件（催办，县（市、区、行委）政府）：没有可用的签发证书');
  expect(page).toContain('系统会自动继续；也可以立即重试');
});

const REPLY = { relay: 'relay.example', code: 550, status: '5.1.1', text: '[...] <b>User unknown' };
const failedMail = (kind: 'Stuck' | 'AttemptFailed', mail: Mail, code: string) => ({
  kind,
  job: `mail ${mail} drc 1`,
  code,
  reply: REPLY,
  retryAt: '2026-11-24T03:00:00.000Z',
});
const SHOWN = '邮件服务器的应答：550 5.1.1 [...] &lt;b&gt;User unknown（relay.example）';

test('of a mail that waits for staff the page says why, what to do, and what the relay answered', () => {
  const page = pageOf(view([failedMail('Stuck', 'invitation', 'MailboxRefused')], []));
  expect(page).toContain('邮件没有发出：邮件服务器不接受该收件邮箱。请与对方核对邮箱');
  expect(page.split(SHOWN)).toHaveLength(3);
  expect(page).not.toContain('尚未发出');
});

test('of a mail that is still tried the page says so at the first failure, and when it is tried next', () => {
  const page = pageOf(view([failedMail('AttemptFailed', 'invitation', 'RelayBusy')], []));
  expect(page).toContain('以下邮件尚未发出，系统会自动重试');
  expect(page).toContain(
    '（签署邀请，市州发展改革部门）：邮件服务器暂不受理，已试1次，下次 2026年11月24日 11:00',
  );
  expect(page).toContain(SHOWN);
  expect(page).not.toContain('等待处理');
});

test.each([
  ['a code, which lapses', 'code', {}],
  ['a mail of a document whose term is over', 'invitation', { dueAt: AT }],
] as const)('of %s it is not said that it is tried again', (_, mail, changes) => {
  const issued = { ...ISSUED[1]!, ...changes };
  expect(view([issued, failedMail('AttemptFailed', mail, 'RelayBusy')], []).delayed).toEqual([]);
});

test('of a reminder that was not taken, and that a later one has overtaken, it is not said that it is tried again', () => {
  const reminder = (round: number) => ({ mail: 'reminder', role: 'drc', round });
  const first = failedMail('AttemptFailed', 'reminder', 'RelayBusy');
  expect(view([first], []).delayed).toHaveLength(1);
  expect(view([first, { kind: 'MailSent', ...reminder(2) }], []).delayed).toEqual([]);
  const third = { ...first, job: 'mail reminder drc 3' };
  expect(view([first, { kind: 'MailSent', ...reminder(2) }, third], []).delayed).toMatchObject([
    { job: expect.stringContaining('催办') },
  ]);
});

test('of a mail that was taken the page says what the relay answered', () => {
  const reply = { relay: 'relay.example', code: 250, status: '2.0.0', text: 'Ok: queued as M1' };
  const sent = { kind: 'MailSent', mail: 'invitation', role: 'drc', round: 1 };
  expect(pageOf(view([{ ...sent, acceptedAt: AT, reply }], []))).toContain(
    '邮件服务器的应答：250 2.0.0 Ok: queued as M1（relay.example）',
  );
  expect(pageOf(view([sent], []))).not.toContain('邮件服务器的应答');
});
