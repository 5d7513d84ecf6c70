import { expect, test } from '@jest/globals';
import { jobWords } from '../../functions/pages/event-words.ts';

test.each([
  ['mail invitation drc 1', '发送邮件（签署邀请，市州发展改革部门）'],
  ['sign enterprise', '生成签名（投资运营主体）'],
  ['publish', '公示'],
  ['constructor toString x', 'constructor（toString）'],
])('the job %j reads %s', (job, words) => {
  expect(jobWords(job)).toBe(words);
});
