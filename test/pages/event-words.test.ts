// What the trail of a document is called in the console.
import { expect, test } from '@jest/globals';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import { eventWords } from '../../functions/pages/event-words.ts';

const head = { id: 'd', sequence: 9, at: '2026-11-24T08:00:00.000Z', by: { kind: 'workflow' }, previous: '' };

test.each([
  [{ kind: 'CodeRequested', role: 'drc', expiresAt: head.at }, '获取验证码'],
  [{ kind: 'MailSent', mail: 'completion', role: 'drc', round: 1 }, '签署完成通知邮件已发往市州发展改革部门'],
  [{ kind: 'MailSent', mail: 'reminder', role: 'drc', round: 2 }, '催办邮件已发往市州发展改革部门（第2次）'],
  [{ kind: 'Completed' }, '签署完成'],
  [{ kind: 'Expired' }, '逾期终止'],
])('the event %j reads %s', (event, words) => {
  expect(eventWords({ ...head, ...event } as DocumentEvent)).toBe(words);
});

test.each([
  ['RelayAway', '未成功（连接不上邮件服务器）'],
  ['AnswerLost', '结果不明（邮件已送出，没有收到应答）'],
  ['LetterNotTaken', '未成功'],
])('a mail that fails by %s reads %s', (code, words) => {
  const failed = { ...head, job: 'mail invitation drc 1', code, retryAt: head.at };
  const said = (kind: string) => eventWords({ ...failed, kind } as DocumentEvent);
  const mail = '发送邮件（签署邀请，市州发展改革部门）';
  expect(said('AttemptFailed')).toBe(`${mail}${words}，稍后自动重试`);
  expect(said('Stuck')).toBe(`${mail}${words}，等待处理`);
});

test('what the platform signs for a party that sealed is not called the party’s signature', () => {
  const signed = { ...head, kind: 'Signed', role: 'county', revision: 'a', serial: '1', signedAt: head.at };
  const said = (way: 'wet-seal' | 'e-seal' | 'link') =>
    eventWords(signed as unknown as DocumentEvent, [], { county: way });
  expect(said('link')).toBe('县（市、区、行委）政府的电子签名已写入文件并通过验证');
  expect(said('wet-seal')).toBe('平台就县（市、区、行委）政府的纸质盖章作出的签名已写入文件并通过验证');
  expect(said('e-seal')).toBe('平台就县（市、区、行委）政府的电子印章作出的签名已写入文件并通过验证');
});

test.each([
  [{ kind: 'Declined', role: 'county' }, '不予签收', '拒绝签署'],
  [{ kind: 'Opened', role: 'county' }, '打开签收链接', '打开签署链接'],
  [
    { kind: 'Consented', role: 'county', consent: 'a' },
    '勾选同意并提交签收（同意书 a 版）',
    '勾选同意并提交签署（同意书 a 版）',
  ],
  [{ kind: 'Completed' }, '签署、签收完成', '签署完成'],
])('the event %j of a receiver reads %s, of a signer %s', (event, received, signed) => {
  expect(eventWords({ ...head, ...event } as DocumentEvent, ['county'])).toBe(received);
  expect(eventWords({ ...head, ...event } as DocumentEvent, [])).toBe(signed);
});

test('a publication says whose signature has fallen, as of which day in Shanghai', () => {
  const noted = '2026-11-21T02:00:00.000Z';
  const revoked = [{ role: 'county', at: '2026-11-19T16:30:00.000Z', noted }];
  const said = (event: object) =>
    eventWords({ ...head, kind: 'Published', path: '', ...event } as DocumentEvent);
  expect(said({})).toBe('已公示');
  expect(said({ revoked })).toBe(
    '已公示；公示目录标明：县（市、区、行委）政府的签名所用的证书自2026年11月20日起吊销，签名不再有效',
  );
});
