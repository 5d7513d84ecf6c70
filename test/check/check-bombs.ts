/**
 * The check of a file that is made to cost time and memory, in a process of its own with a small heap. Prints what each
 * took. Run: npx tsx test/check/check-bombs.ts (ends with 1 when a verdict is wrong or took longer than it may).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkFile } from '../../functions/check/check-file.ts';
import { authority } from '../sign/sample-documents.ts';
import { CHECK_BOMBS } from './hostile-revisions.ts';

/** Milliseconds of a processor, and megabytes of heap; generous for the time, machines differ. */
const LIMIT = { time: 6000, heap: 200 };

const [given] = process.argv.slice(2);
if (given) await judge(given);
else lead();

async function judge(name: string): Promise<void> {
  const { certificate } = await authority();
  const file = CHECK_BOMBS[name]!.build();
  const began = process.cpuUsage();
  const { broken } = await checkFile(file, {
    roots: [certificate],
    timeRoots: [],
    register: { state: 'not-asked' },
    now: '2026-11-24T02:00:00.000Z',
  });
  const { user, system } = process.cpuUsage(began);
  const time = Math.round((user + system) / 1000);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ rule: broken?.rule, bytes: file.length, time, memory }));
}

function lead(): void {
  for (const [name, { rule }] of Object.entries(CHECK_BOMBS)) {
    const command = [
      ...process.execArgv,
      `--max-old-space-size=${LIMIT.heap}`,
      fileURLToPath(import.meta.url),
    ];
    const { status, signal, stdout } = spawnSync(process.execPath, [...command, name], { encoding: 'utf8' });
    const found = status === 0 ? (JSON.parse(stdout) as { rule: string; time: number }) : undefined;
    const right = found?.rule === rule && found.time < LIMIT.time;
    if (!right) process.exitCode = 1;
    console.log(
      `${name}: ${stdout.trim() || `none, ${status ?? signal}`}${right ? '' : `, should be ${rule}`}`,
    );
  }
}
