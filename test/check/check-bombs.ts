/**
 * The check of a file that is made to cost time and memory, in a process of its own with a small heap. Prints what each
 * took. Run: npx tsx test/check/check-bombs.ts (ends with 1 when a verdict is wrong or cost more than it may).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile } from '../../functions/check/check-file.ts';
import { type OwnMemory, SMALL_HEAP, watchOwnMemory } from '../attack/own-memory.ts';
import { CHECK_BOMBS } from './hostile-revisions.ts';

/** Milliseconds of a processor, and megabytes that the process may rise by; generous for the time, machines differ. */
const LIMIT = { time: 2000, rise: 110 };

const [given] = process.argv.slice(2);
if (given) await judge(given);
else lead();

/** In the process of its own: the file is among what it costs. */
async function judge(path: string): Promise<void> {
  const rose = watchOwnMemory();
  const file = readFileSync(path);
  const began = process.cpuUsage();
  const { broken } = await checkFile(file, {
    roots: [],
    timeRoots: [],
    register: { state: 'not-asked' },
    now: '2026-11-24T02:00:00.000Z',
  });
  const { user, system } = process.cpuUsage(began);
  const time = Math.round((user + system) / 1000);
  console.log(JSON.stringify({ rule: broken?.rule, bytes: file.length, time, ...rose() }));
}

function lead(): void {
  const folder = mkdtempSync(join(tmpdir(), 'check-bombs-'));
  try {
    for (const [name, { rule, build }] of Object.entries(CHECK_BOMBS)) {
      const path = join(folder, 'bomb.pdf');
      writeFileSync(path, build());
      const command = [...process.execArgv, ...SMALL_HEAP, fileURLToPath(import.meta.url)];
      const { status, signal, stdout } = spawnSync(process.execPath, [...command, path], {
        encoding: 'utf8',
      });
      const found =
        status === 0 ? (JSON.parse(stdout) as OwnMemory & { rule: string; time: number }) : undefined;
      const right = found?.rule === rule && found.time < LIMIT.time && found.rise <= LIMIT.rise;
      if (!right) process.exitCode = 1;
      const said = stdout.trim() || `none, ${status ?? signal}`;
      console.log(`${name}: ${said}${right ? '' : `, should be ${rule}`}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
