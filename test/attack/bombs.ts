/**
 * Each hostile file is judged in a process of its own with a small heap: it must get its verdict in time. Prints time
 * and memory. Run: npx tsx test/attack/bombs.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { BOMBS } from './hostile.ts';

/** Milliseconds of a processor to the verdict (others may want it too), and megabytes of heap that the process may have. */
const LIMIT = { time: 2000, heap: 200 };

const [given] = process.argv.slice(2);
if (given) await judge(given);
else lead();

/** In the process of its own: prints rule, milliseconds and the most memory that the process had, in megabytes. */
async function judge(path: string): Promise<void> {
  const file = new Uint8Array(readFileSync(path));
  const began = process.cpuUsage();
  const result = await verifySignedPdf(file, []);
  const { user, system } = process.cpuUsage(began);
  const time = Math.round((user + system) / 1000);
  const memory = Math.round(
    Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024,
  );
  console.log(JSON.stringify({ rule: result.verdict === 'unsound' ? result.rule : 'sound', time, memory }));
}

function lead(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bombs-'));
  let faults = 0;
  try {
    console.log('| file | MB | rule | ms | MB in all |\n|---|---|---|---|---|');
    for (const { name, rule, build } of BOMBS) {
      const path = join(folder, 'bomb.pdf');
      const file = build();
      writeFileSync(path, file);
      const command = [
        ...process.execArgv,
        `--max-old-space-size=${LIMIT.heap}`,
        fileURLToPath(import.meta.url),
        path,
      ];
      const child = spawnSync(process.execPath, command, { encoding: 'utf8', timeout: 60_000 });
      const found =
        child.status === 0
          ? (JSON.parse(child.stdout) as { rule: string; time: number; memory: number })
          : undefined;
      const right = found?.rule === rule && found.time < LIMIT.time;
      if (!right) faults++;
      const size = (file.length / 1024 / 1024).toFixed(1);
      const said = found
        ? `${found.rule} | ${found.time} | ${found.memory}`
        : `none, the process ended with ${child.status ?? child.signal} | |`;
      console.log(`| ${name} | ${size} | ${said} |${right ? '' : ` should be ${rule}`}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`${BOMBS.length} files, ${faults} of them otherwise than they should be`);
  if (faults > 0) process.exitCode = 1;
}
