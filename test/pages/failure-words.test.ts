// What the jobs of a document are called in the console, and what is to be done about those that did not succeed.
import { expect, test } from '@jest/globals';
import { failureWords, jobWords } from '../../functions/pages/failure-words.ts';

test.each([
  ['mail invitation drc 1', '发送邮件（签署邀请，市州发展改革部门）'],
  ['sign enterprise', '生成签名（投资运营主体）'],
  ['publish', '公示'],
  ['mail reminder county 2', '发送邮件（催办，县（市、区、行委）政府）'],
  ['remind county', '到期前自动催办（县（市、区、行委）政府）'],
  ['complete', '确认签署完成'],
  ['expire', '逾期终止'],
  ['constructor toString x', 'constructor（toString）'],
])('the job %j reads %s', (job, words) => {
  expect(jobWords(job)).toBe(words);
});

test.each([
  ['archive', 'NoTimestamp', 'TIMESTAMP_URLS'],
  ['archive', 'NoRevocationList', '吊销列表'],
  ['archive', 'UnsoundArchive', 'TIMESTAMP_ROOTS'],
  ['complete', 'UnsoundStoredFile', 'npx lianqian audit'],
  ['complete', 'FileDamaged', '恢复原文件'],
  ['complete', 'FileMissing', '恢复原文件'],
  ['publish', 'RevocationsNotUnderstood', 'ca/revocations.json'],
  ['sign county', 'KeyAway', 'ca rotate'],
  ['sign county', 'authority.unavailable', 'ca rotate'],
  ['mail invitation drc 1', 'Error', '收件邮箱'],
  ['mail invitation drc 1', 'RelayAway', '恢复后系统自动发送'],
  ['mail invitation drc 1', 'RelayLogin', '账号和密码'],
  ['mail invitation drc 1', 'RelayBusy', '暂不受理'],
  ['mail invitation drc 1', 'MailboxRefused', '改正邮箱后重新签发'],
  ['mail completion drc 1', 'MailboxRefused', '另行告知对方办理结果'],
  ['mail invitation drc 1', 'RelayRefused', 'MAIL_FROM_ADDRESS'],
  ['mail invitation drc 1', 'AnswerLost', '对方可能已经收到'],
  ['mail invitation drc 1', 'LetterRefused', '不能用于邮件的字符'],
])('of the job %j stuck by %s it is said what to do: %s', (job, code, words) => {
  expect(failureWords(job, code)).toContain(words);
});

test.each(['Error', 'toString'])('of a fault that nobody knows (%s) nothing is said', (code) => {
  expect(failureWords('archive', code)).toBe('');
});

test('there is nothing to void of a document whose last mail does not leave', () => {
  expect(failureWords('mail closure drc 1', 'MailboxRefused')).not.toContain('作废');
});
