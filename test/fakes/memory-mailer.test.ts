// The mailer that keeps its letters keeps the contract, and fails as often as it is told.
import { expect, test } from '@jest/globals';
import { describeMailer, letterOf } from '../contract/mailer.ts';
import { memoryMailer } from './memory-mailer.ts';

describeMailer('memory', async () => {
  const mailer = memoryMailer();
  return { mailer, received: async () => mailer.letters, close: async () => {} };
});

test('the next letters fail, then one is taken', async () => {
  const mailer = memoryMailer();
  mailer.failNext(2, new Error('busy'));
  await expect(mailer.send(letterOf())).rejects.toThrow('busy');
  await expect(mailer.send(letterOf())).rejects.toThrow();
  await mailer.send(letterOf());
  expect(mailer.letters).toHaveLength(1);
});
