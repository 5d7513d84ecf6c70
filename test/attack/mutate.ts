/**
 * Random changes of a file with three signatures: none may leave it sound. Run:
 * npx tsx test/attack/mutate.ts COUNT [SEED]; it takes as many processes as there are processors.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { authority, signAll } from '../sign/sample-documents.ts';
import { mutations } from './mutations.ts';

const DEFAULT_SEED = 20261124;

if (process.send) process.on('message', work);
else await lead(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? DEFAULT_SEED));

interface Part {
  file: string;
  root: string;
  seed: number;
  from: number;
  count: number;
}

/** Tells of each change that left the file sound. */
async function work({ file, root, seed, from, count }: Part): Promise<void> {
  const signed = new Uint8Array(Buffer.from(file, 'base64'));
  const anchor = new Uint8Array(Buffer.from(root, 'base64'));
  const sound: string[] = [];
  for (const { what, bytes } of mutations(signed, { seed, from, count }))
    if ((await verifySignedPdf(bytes, [anchor])).verdict === 'sound') sound.push(what);
  process.send?.(sound, () => process.exit());
}

async function lead(count: number, seed: number): Promise<void> {
  const began = performance.now();
  const issuer = await authority();
  const signed = await signAll(issuer);
  const workers = availableParallelism();
  const share = Math.ceil(count / workers);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const parts = Array.from({ length: workers }, (_, i) => ({
    file: base64(signed),
    root: base64(issuer.certificate),
    seed,
    from: i * share,
    count: Math.max(0, Math.min(share, count - i * share)),
  }));
  const sound = (await Promise.all(parts.map(inOwnProcess))).flat();
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${count} changes of ${signed.length} bytes, seed ${seed}: ${sound.length} sound, ${seconds} s`,
  );
  for (const what of sound) console.log(what);
  if (sound.length > 0) process.exitCode = 1;
}

function inOwnProcess(part: Part): Promise<string[]> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (sound) => resolve(sound as string[]));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code) reject(new Error(`a process ended with ${code}`));
    });
    child.send(part);
  });
}
