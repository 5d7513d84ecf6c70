// Programs nobody here wrote, asked whether they believe the signed files: poppler's pdfsig, qpdf and openssl.
import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { extractSignatures } from './pdf-signatures.ts';
import type { Timeline } from './timeline.ts';

const TOOLS = ['pdfsig', 'certutil', 'qpdf', 'openssl'] as const;
type Tool = (typeof TOOLS)[number];

export interface Judged {
  name: string;
  path: string;
  bytes: Uint8Array;
  /** How many it should carry. */
  signatures: number;
}

/**
 * Asks every judge that is installed about every file and says which were not there; with `required` an absent one
 * is a failure. `workDirectory` must exist and is left full.
 */
export async function askJudges(
  timeline: Timeline,
  files: readonly Judged[],
  rootPem: string,
  { workDirectory, required }: { workDirectory: string; required: boolean },
): Promise<void> {
  const there = new Map<Tool, boolean>();
  for (const tool of TOOLS) there.set(tool, await isInstalled(tool));
  const absent = TOOLS.filter((tool) => !there.get(tool));
  if (required) timeline.check('all outside judges are installed', absent.length === 0, absent.join(', '));
  else if (absent.length > 0) timeline.note(`not asked, because not installed: ${absent.join(', ')}`);

  const rootFile = join(workDirectory, 'root.pem');
  await writeFile(rootFile, rootPem);
  const trusted = there.get('pdfsig') && there.get('certutil');
  const nss = join(workDirectory, 'nss');
  if (trusted) await trustRoot(nss, rootFile);

  for (const file of files) {
    const { name, path } = file;
    if (there.get('qpdf')) {
      const { code, output } = await run('qpdf', ['--check', path]);
      timeline.check(
        `qpdf --check finds nothing wrong in ${name}`,
        code === 0 && !/WARNING/i.test(output),
        output,
      );
    }
    if (trusted) await askPdfsig(timeline, file, nss);
    if (there.get('openssl')) await askOpenssl(timeline, file, { workDirectory, rootFile });
  }
}

async function askPdfsig(timeline: Timeline, { name, path, signatures }: Judged, nss: string): Promise<void> {
  const { output } = await run('pdfsig', ['-nssdir', nss, path]);
  const count = (wanted: RegExp) => output.match(wanted)?.length ?? 0;
  const valid = count(/Signature Validation: Signature is Valid\./g);
  const believed = count(/Certificate Validation: Certificate is Trusted\./g);
  const whole = count(/Total document signed/g);
  timeline.check(
    `pdfsig says ${signatures} valid signatures by trusted certificates in ${name}`,
    valid === signatures && believed === signatures && whole === 1,
    output,
  );
}

async function askOpenssl(
  timeline: Timeline,
  { name, bytes, signatures }: Judged,
  { workDirectory, rootFile }: { workDirectory: string; rootFile: string },
): Promise<void> {
  const cms = join(workDirectory, 'signature.der');
  const covered = join(workDirectory, 'covered.bin');
  const verdicts: string[] = [];
  for (const signature of extractSignatures(bytes)) {
    await writeFile(cms, signature.cms);
    await writeFile(covered, signature.covered);
    const { code, output } = await run('openssl', [
      ...['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', cms, '-content', covered],
      ...['-CAfile', rootFile, '-purpose', 'any', '-out', '/dev/null'],
    ]);
    verdicts.push(code === 0 ? 'ok' : output);
  }
  timeline.check(
    `openssl cms -verify passes for each of the ${signatures} signatures in ${name}`,
    verdicts.length === signatures && verdicts.every((verdict) => verdict === 'ok'),
    verdicts.join('\n'),
  );
}

/** A certificate database in which the root is trusted for mail, which is what pdfsig asks for. */
async function trustRoot(nss: string, rootFile: string): Promise<void> {
  await mkdir(nss);
  const made = await run('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password']);
  const added = await run('certutil', [
    '-A',
    '-d',
    `sql:${nss}`,
    '-n',
    'root',
    '-t',
    'CT,C,C',
    '-i',
    rootFile,
  ]);
  if (made.code !== 0 || added.code !== 0) throw new Error(`certutil: ${made.output}${added.output}`);
}

async function isInstalled(tool: Tool): Promise<boolean> {
  const found = (process.env.PATH ?? '').split(delimiter).map((directory) =>
    access(join(directory, tool)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).includes(true);
}

function run(tool: Tool, parameters: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      tool,
      parameters,
      { env: { ...process.env, LC_ALL: 'C.UTF-8' }, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` }),
    );
  });
}
