/**
 * Random changes of files with three signatures: none may leave one sound. COUNT are of single bytes of a small file, a
 * quarter as many besides of its structure, and a tenth as many of single bytes of a pledge as it is issued. Run:
 * npx tsx test/attack/mutate.ts COUNT [SEED]; it takes as many processes as there are processors.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { authority, signAll } from '../sign/sample-documents.ts';
import { byteChanges, structuralChanges } from './mutations.ts';
import { subjects } from './subject.ts';

const DEFAULT_SEED = 20261124;
const KINDS = { byte: byteChanges, structural: structuralChanges };

if (process.send) process.on('message', work);
else await lead(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? DEFAULT_SEED));

interface Part {
  kind: keyof typeof KINDS;
  file: string;
  root: string;
  seed: number;
  from: number;
  count: number;
}

/** What a process found: how many changes it made, and those that left the file sound. */
interface Found {
  made: number;
  sound: { what: string; bytes: string }[];
}

async function work({ kind, file, root, ...drawn }: Part): Promise<void> {
  const signed = new Uint8Array(Buffer.from(file, 'base64'));
  const anchor = new Uint8Array(Buffer.from(root, 'base64'));
  const found: Found = { made: 0, sound: [] };
  for (const { what, bytes } of KINDS[kind](signed, drawn)) {
    found.made++;
    if ((await verifySignedPdf(bytes, [anchor])).verdict === 'sound')
      found.sound.push({ what, bytes: Buffer.from(bytes).toString('base64') });
  }
  process.send?.(found, () => process.exit());
}

async function lead(count: number, seed: number): Promise<void> {
  const issuer = await authority();
  const small = { name: 'a small file', file: await signAll(issuer), root: issuer.certificate };
  const whole = (await subjects()).at(-1)!;
  const pledge = { name: 'an issued pledge', file: whole.file, root: whole.issuer.certificate };
  console.log(`seed ${seed}`);
  await change(small, 'byte', count, seed);
  await change(small, 'structural', Math.round(count / 4), seed);
  await change(pledge, 'byte', Math.round(count / 10), seed);
}

interface Changed {
  name: string;
  file: Uint8Array;
  root: Uint8Array;
}

async function change(
  { name, file, root }: Changed,
  kind: Part['kind'],
  count: number,
  seed: number,
): Promise<void> {
  const began = performance.now();
  const before = await verifySignedPdf(file, [root]);
  // Of a file that is refused as it is, any change would be refused.
  if (before.verdict !== 'sound' || before.signatures.length !== 3) throw new Error(`${name} is not sound`);
  const workers = availableParallelism();
  const share = Math.ceil(count / workers);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const parts = Array.from({ length: workers }, (_, i) => ({
    kind,
    file: base64(file),
    root: base64(root),
    seed,
    from: i * share,
    count: Math.max(0, Math.min(share, count - i * share)),
  }));
  const found = await Promise.all(parts.map(inOwnProcess));
  const made = found.reduce((sum, one) => sum + one.made, 0);
  const sound = found.flatMap((one) => one.sound);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${made} ${kind} changes of ${name} of ${file.length} bytes: ${sound.length} sound, ${seconds} s`,
  );
  if (sound.length > 0) keep(sound, root);
  if (sound.length > 0 || made !== count) process.exitCode = 1;
}

/** The seed draws the same changes again, but of another file: keys and signatures are new in each run. */
function keep(sound: Found['sound'], root: Uint8Array): void {
  const folder = mkdtempSync(join(tmpdir(), 'lianqian-sound-'));
  writeFileSync(join(folder, 'root.cer'), root);
  for (const [at, { what, bytes }] of sound.entries()) {
    const path = join(folder, `${at}.pdf`);
    writeFileSync(path, bytes, 'base64');
    console.log(`${what}: ${path}`);
  }
}

function inOwnProcess(part: Part): Promise<Found> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (found) => resolve(found as Found));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code) reject(new Error(`a process ended with ${code}`));
    });
    child.send(part);
  });
}
