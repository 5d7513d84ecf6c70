// What the tests of `npx lianqian verify` share: one file of each kind in a folder of its own, away from any office.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { main } from '../../functions/cli/main.ts';
import { type CheckedFiles, checkedFiles } from '../check/checked-files.ts';

export const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

export async function run(...args: string[]): Promise<{ status: number; text: string }> {
  const { status, lines } = await main(args);
  return { status, text: lines.join('\n') };
}

/** For the test file that calls it: made before its first test, gone after its last; DATA_DIR names no office. */
export function verifyPlace() {
  let directory: string;
  let files: CheckedFiles;
  const at = (...names: string[]) => join(directory, ...names);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lianqian-cli-'));
    files = await checkedFiles();
    await writeFile(at('archived.pdf'), files.archived);
    await writeFile(at('signed.pdf'), files.signed);
    for (const [name, bytes] of Object.entries(files.bad)) await writeFile(at(`${name}.pdf`), bytes);
    await writeFile(at('root.cer'), files.issuer.certificate);
    await writeFile(at('time.pem'), pem(files.time.root));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const { DATA_DIR } = process.env;
  beforeEach(() => {
    process.env.DATA_DIR = at('no-data');
  });
  afterEach(() => {
    if (DATA_DIR === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = DATA_DIR;
  });

  return {
    at,
    /** What is there only once the tests run. */
    files: () => files,
    /** The options that name the roots of these files. */
    roots: () => ['--root', at('root.cer'), '--time-root', at('time.pem')],
  };
}
