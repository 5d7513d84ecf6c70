// Files made to exhaust the check get their verdict, in a process with little memory. `check-bombs.ts` minds the time.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMALL_HEAP } from '../attack/own-memory.ts';
import { CHECK_BOMBS } from './hostile-revisions.ts';

const SCRIPT = join(__dirname, 'check-bombs.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianqian-bombs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Megabytes that the process rises by, the file among them; `check-bombs.ts` allows 110. */
const RISE = 128;

test.each(Object.entries(CHECK_BOMBS))(
  '%s: refused within 200 MB of heap, the process growing by less than 128 MB',
  (_, { rule, build }) => {
    const path = join(folder, 'bomb.pdf');
    writeFileSync(path, build());
    const command = [...SMALL_HEAP, '--import', 'tsx', SCRIPT, path];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const { rise, ...said } = JSON.parse(stdout);
    expect(said).toMatchObject({ rule });
    expect(rise).toBeLessThan(RISE);
  },
  120_000,
);
