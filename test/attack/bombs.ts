/**
 * Each hostile file is judged in a process of its own with a small heap: it must get its verdict in time and in little
 * memory. Prints both, and what the command of an office takes for the worst of them (command-memory.ts). Run: npx tsx test/attack/bombs.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { BOMBS } from './hostile.ts';
import { type OwnMemory, SMALL_HEAP, watchOwnMemory } from './own-memory.ts';

/** Milliseconds of a processor to the verdict (others may want it too), and megabytes that the process may rise by. */
const LIMIT = { time: 2000, rise: 110 };

const [given] = process.argv.slice(2);
if (given) await judge(given);
else await lead();

/** In the process of its own: the file is among what it costs. */
async function judge(path: string): Promise<void> {
  const rose = watchOwnMemory();
  const file = readFileSync(path);
  const began = process.cpuUsage();
  const result = await verifySignedPdf(file, []);
  const { user, system } = process.cpuUsage(began);
  const time = Math.round((user + system) / 1000);
  const rule = result.verdict === 'unsound' ? result.rule : 'sound';
  console.log(JSON.stringify({ rule, time, ...rose() }));
}

async function lead(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bombs-'));
  let faults = 0;
  let highest = 0;
  let costly = 0;
  try {
    console.log('| file | MB | rule | ms | MB idle | MB more |\n|---|---|---|---|---|---|');
    for (const { name, rule, build } of BOMBS) {
      const path = join(folder, 'bomb.pdf');
      const file = build();
      writeFileSync(path, file);
      const command = [...process.execArgv, ...SMALL_HEAP, fileURLToPath(import.meta.url), path];
      const child = spawnSync(process.execPath, command, { encoding: 'utf8', timeout: 60_000 });
      const found =
        child.status === 0
          ? (JSON.parse(child.stdout) as OwnMemory & { rule: string; time: number })
          : undefined;
      const right = found?.rule === rule && found.time < LIMIT.time && found.rise <= LIMIT.rise;
      if (!right) faults++;
      highest = Math.max(highest, found?.rise ?? 0);
      const size = (file.length / 1024 / 1024).toFixed(1);
      const said = found
        ? `${found.rule} | ${found.time} | ${found.idle} | ${found.rise}`
        : `none, the process ended with ${child.status ?? child.signal} | | |`;
      console.log(`| ${name} | ${size} | ${said} |${right ? '' : ` should be ${rule}`}`);
    }
    // Only here: what signs samples is nothing that a process with a small heap should load.
    costly = await (await import('./command-memory.ts')).measureCommand(BOMBS, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(
    `${BOMBS.length} files, ${faults} of them otherwise than they should be; ${highest} MB at most`,
  );
  if (faults + costly > 0) process.exitCode = 1;
}
