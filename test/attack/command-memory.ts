/**
 * What the command of an office takes of a machine, all told (node, the loader, the code, the file), for the hostile files
 * that cost most and for the largest sound one: `lianqian verify` as people run it, without any option of node's.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPORT_FIELD } from '../../functions/sign/associated-files.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { MOST_CARRIED } from '../../functions/workflow/evidence-files.ts';
import { authority, boxes, signAs, typeset } from '../sign/sample-documents.ts';
import type { Bomb } from './hostile.ts';

/** Megabytes resident, at the most (proc(5), VmHWM: what a process has by itself, whoever started it). */
const LIMIT = 200;
const WORST = [
  'an array of ten million numbers',
  'ten million empty arrays',
  'five million empty dictionaries',
  'five million strings',
];
const LIANQIAN = fileURLToPath(new URL('../../functions/cli/lianqian.js', import.meta.url));

/** A report that carries as much as it may: its bytes are digested several times over. */
async function largestReport(by: Authority): Promise<Uint8Array> {
  const bytes = Uint8Array.from({ length: MOST_CARRIED }, (_, i) => Math.imul(i, 2654435761) >>> 24);
  const scan = { name: 'scan-county-1.pdf', description: '扫描件', at: '2026-11-24T02:00:00.000Z', bytes };
  const pages = typeset('= 签署证据报告\n正文。\n#pagebreak()\n签名');
  return signAs(
    REPORT_FIELD,
    await addSignatureFields(pages, [{ ...boxes[0]!, field: REPORT_FIELD }], [scan]),
    by,
  );
}

/** Prints what each takes; how many took too much, or did not get their verdict. `folder` is a scratch one. */
export async function measureCommand(bombs: readonly Bomb[], folder: string): Promise<number> {
  const at = (name: string) => join(folder, name);
  const by = await authority();
  writeFileSync(at('root.cer'), by.certificate);
  writeFileSync(
    at('told.cjs'),
    `const { readFileSync, writeFileSync } = require('node:fs');
if (require('node:worker_threads').isMainThread)
  process.on('exit', () => writeFileSync(${JSON.stringify(at('status'))}, readFileSync('/proc/self/status')));`,
  );
  let faults = 0;
  console.log('\n| lianqian verify | rule | MB in all |\n|---|---|---|');
  const worst = WORST.map((name) => bombs.find((bomb) => bomb.name === name)!);
  const report = await largestReport(by);
  const largest = {
    name: 'a sound report of as many bytes as it may carry',
    rule: 'sound',
    build: () => report,
  };
  for (const { name, rule, build } of [...worst, largest]) {
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
    const said: string | undefined =
      status === 1 ? JSON.parse(stdout).broken?.rule : status === 0 ? 'sound' : undefined;
    const taken = Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(at('status'), 'utf8'))?.[1]) / 1024;
    const right = said === rule && taken <= LIMIT;
    if (!right) faults++;
    const should = right ? '' : ` should be ${rule} in ${LIMIT}`;
    console.log(`| ${name} | ${said ?? `none, ended with ${status}`} | ${Math.round(taken)} |${should}`);
  }
  return faults;
}
