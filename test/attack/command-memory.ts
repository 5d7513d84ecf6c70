/**
 * What the command of an office takes of a machine, all told (node, the loader, the code, the file), for the hostile files
 * that cost most: `lianqian verify` as people run it, without any option of node's.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authority } from '../sign/sample-documents.ts';
import type { Bomb } from './hostile.ts';

/** Megabytes resident, at the most (proc(5), VmHWM: what a process has by itself, whoever started it). */
const LIMIT = 200;
const WORST = [
  'an array of fifteen million numbers',
  'ten million empty arrays',
  'six million empty dictionaries',
  'seven million strings',
];
const LIANQIAN = fileURLToPath(new URL('../../functions/cli/lianqian.js', import.meta.url));

/** Prints what each takes; how many took too much, or did not get their verdict. `folder` is a scratch one. */
export async function measureCommand(bombs: readonly Bomb[], folder: string): Promise<number> {
  const at = (name: string) => join(folder, name);
  writeFileSync(at('root.cer'), (await authority()).certificate);
  writeFileSync(
    at('told.cjs'),
    `const { readFileSync, writeFileSync } = require('node:fs');
if (require('node:worker_threads').isMainThread)
  process.on('exit', () => writeFileSync(${JSON.stringify(at('status'))}, readFileSync('/proc/self/status')));`,
  );
  let faults = 0;
  console.log('\n| lianqian verify | rule | MB in all |\n|---|---|---|');
  for (const name of WORST) {
    const { rule, build } = bombs.find((bomb) => bomb.name === name)!;
    writeFileSync(at('bomb.pdf'), build());
    writeFileSync(at('status'), '');
    const { status, stdout } = spawnSync(
      process.execPath,
      [LIANQIAN, 'verify', at('bomb.pdf'), '--root', at('root.cer'), '--json'],
      {
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, NODE_OPTIONS: `--require ${at('told.cjs')}` },
      },
    );
    const said: string | undefined = status === 1 ? JSON.parse(stdout).broken?.rule : undefined;
    const taken = Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(at('status'), 'utf8'))?.[1]) / 1024;
    const right = said === rule && taken <= LIMIT;
    if (!right) faults++;
    const should = right ? '' : ` should be ${rule} in ${LIMIT}`;
    console.log(`| ${name} | ${said ?? `none, ended with ${status}`} | ${Math.round(taken)} |${should}`);
  }
  return faults;
}
