// How a command ends that nobody reads to the end, or that does not come to its end.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { unfinished } from '../../functions/cli/main.ts';

const LIANQIAN = join(__dirname, '../../functions/cli/lianqian.js');

test('a reader that closes the pipe ends it quietly, with the status of its answer', async () => {
  const child = spawn(process.execPath, [LIANQIAN, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect({ status, said }).toEqual({ status: 0, said: '' });
});

test('what nobody foresaw ends with 2 and one sentence, in the language that was asked for', () => {
  const fault = Object.assign(new Error('first\nsecond'), { code: 'LEVEL_CORRUPTION' });
  expect(unfinished(fault, ['audit', '--lang', 'en'])).toEqual({
    status: 2,
    lines: [
      'The command did not finish, and says nothing of what it was asked (Error LEVEL_CORRUPTION: first).',
    ],
  });
  expect(unfinished('x', ['audit', '--lang=zh']).lines).toEqual([
    '命令没有完成，不能据此判断有没有问题（unknown: x）。',
  ]);
});
