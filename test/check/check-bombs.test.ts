// Files made to exhaust the check get their verdict, in a process with little memory. `check-bombs.ts` minds the time.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CHECK_BOMBS } from './hostile-revisions.ts';

const SCRIPT = join(__dirname, 'check-bombs.ts');

test.each(Object.entries(CHECK_BOMBS))(
  '%s: refused in 200 MB of heap',
  (name, { rule }) => {
    const command = ['--max-old-space-size=200', '--import', 'tsx', SCRIPT, name];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ rule });
  },
  120_000,
);
