/**
 * Writes the corpus on files of three signatures into a folder, asks tools that nobody here wrote about each file, and
 * prints what they say as a table. Run: npx tsx test/attack/differential.ts FOLDER [PYTHON [CLASSPATH]], where PYTHON has
 * pyHanko, and CLASSPATH, a file, names the classes of EU DSS (as `.ci/judges/eu-dss` has Maven write it). Never by exit
 * status: pdfsig ends with 0 for a wrong digest too.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { clock } from './attack.ts';
import { CORPUS } from './corpus.ts';
import { judged, verdictOf } from './run.ts';
import { type Subject, subjects } from './subject.ts';

const run = promisify(execFile);
const PYHANKO = fileURLToPath(new URL('pyhanko-verdicts.py', import.meta.url));
const DSS = fileURLToPath(new URL('../../.ci/judges/dss/Verdicts.java', import.meta.url));
/** A tool that takes longer has said nothing. */
const PATIENCE = { timeout: 20_000, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' } as const;

interface Row {
  id: string;
  name: string;
  ours: string;
  path: string;
}

const [folder, python, classPath] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
mkdirSync(folder, { recursive: true });

const files = (await subjects()).slice(-1);
const [subject] = files as [Subject];
const root = join(folder, 'root.pem');
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
writeFileSync(root, pem(subject.issuer.certificate));
const timeRoot = join(folder, 'time-root.pem');
writeFileSync(timeRoot, pem(clock.root));
// Without a list, all that DSS would say is that it has none.
const list = join(folder, 'root.crl');
writeFileSync(
  list,
  await createRevocationList(subject.issuer, {
    thisUpdate: new Date('2026-11-24T00:00:00Z'),
    nextUpdate: new Date('2027-02-22T00:00:00Z'),
    number: 1,
  }),
);

const sound: Row = {
  id: 'sound',
  name: 'nothing is done',
  ours: 'sound',
  path: written('sound', subject, subject.file),
};
const groups: { title: string; rows: Row[] }[] = [{ title: 'Sound files', rows: [sound] }];
for (const { title, attacks } of CORPUS) {
  const rows: Row[] = [];
  for (const attack of attacks) {
    const file = await attack.build(subject);
    const ours = verdictOf(await judged(attack, subject, file));
    rows.push({ id: attack.id, name: attack.name, ours, path: written(attack.id, subject, file) });
  }
  groups.push({ title, rows });
}

function written(id: string, { signatures }: Subject, file: Uint8Array): string {
  const path = join(folder!, `${id}.${signatures}.pdf`);
  writeFileSync(path, file);
  return path;
}

const output = async (program: string, ...parts: string[]): Promise<string> => {
  try {
    const { stdout, stderr } = await run(program, parts, PATIENCE);
    return stdout + stderr;
  } catch (fault) {
    const { stdout = '', stderr = '' } = fault as { stdout?: string; stderr?: string };
    return stdout + stderr;
  }
};

/** Whether the tool calls every signature it finds valid, and finds one at least. */
type Judge = (path: string) => Promise<boolean>;
const pdfsig: Judge = async (path) => {
  const said = await output('pdfsig', '-nocert', path);
  const found = said.match(/Signature Validation: .*/g) ?? [];
  return found.length > 0 && found.every((line) => line.endsWith('Signature is Valid.'));
};
/** And the last of them covers the whole file: the commonest rule of programs that go by pdfsig. */
const pdfsigTotal: Judge = async (path) => {
  const said = await output('pdfsig', '-nocert', path);
  const found = said.match(/Signature Validation: .*/g) ?? [];
  const valid = found.length > 0 && found.every((line) => line.endsWith('Signature is Valid.'));
  return valid && / {2}- Total document signed/.test(said.slice(said.lastIndexOf('Signature #')));
};
/** Every signature valid, and the file as it was at the last one. */
const mutool: Judge = async (path) => {
  const said = await output('mutool', 'sign', '-v', path);
  const found = said.match(/Verifying signature/g)?.length ?? 0;
  const valid =
    said.match(/The signature is valid but|The document is unchanged since signing/g)?.length ?? 0;
  return found > 0 && valid === found && /unchanged since signing\.\s*$/.test(said);
};

const paths = groups.flatMap(({ rows }) => rows.map(({ path }) => path));
const pyhanko = python ? await verdicts(python, [PYHANKO, root, timeRoot, ...paths]) : undefined;
const lines = paths.map((path) => `${[root, timeRoot, list, path].join('\t')}\n`).join('');
const dss = classPath
  ? await verdicts('java', ['-cp', readFileSync(classPath, 'utf8'), DSS], lines)
  : undefined;

/** Of a program that judges all files in one go: for each a line, of its path, its verdict and whatever else. */
async function verdicts(program: string, parts: string[], input = ''): Promise<Map<string, boolean>> {
  const running = run(program, parts, { ...PATIENCE, timeout: 3_600_000 });
  running.child.stdin!.end(input);
  const { stdout } = await running;
  const said = stdout.trim().split('\n');
  return new Map(
    said.map((line): [string, boolean] => {
      const [path = '', verdict] = line.split('\t');
      return [path, verdict === 'valid'];
    }),
  );
}

const judges: [string, Judge][] = [
  ['pdfsig', pdfsig],
  ['pdfsig, total', pdfsigTotal],
  ['mutool', mutool],
  ...(pyhanko ? [['pyHanko', async (path: string) => pyhanko.get(path) ?? false] as [string, Judge]] : []),
  ...(dss ? [['EU DSS', async (path: string) => dss.get(path) ?? false] as [string, Judge]] : []),
];
const names = judges.map(([name]) => name);
const tables: string[] = [];
/** Files called valid, by tool; the first number counts the files. */
const counted = (rows: readonly number[][]): number[] => [
  rows.length,
  ...names.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0)),
];
const summary: string[] = [];
const all: number[][] = [];
for (const { title, rows } of groups) {
  tables.push(
    `\n### ${title}\n`,
    `| attack | ours | ${names.join(' | ')} |`,
    `|---|---|${'---|'.repeat(names.length)}`,
  );
  const said: number[][] = [];
  for (const row of rows) {
    const valid: boolean[] = [];
    for (const [, judge] of judges) valid.push(await judge(row.path));
    said.push(valid.map(Number));
    const cells = valid.map((one) => (one ? '**valid**' : ''));
    tables.push(`| ${row.name} (\`${row.id}\`) | ${row.ours} | ${cells.join(' | ')} |`);
  }
  summary.push(`| ${title} | ${counted(said).join(' | ')} |`);
  if (rows[0] !== sound) all.push(...said);
}
console.log('Files in which a tool calls every signature valid; ours calls none so but the sound ones:\n');
console.log(`| | files | ${names.join(' | ')} |\n|---|---|${'---|'.repeat(names.length)}`);
console.log([...summary, `| **All bad files** | ${counted(all).join(' | ')} |`].join('\n'));
console.log(tables.join('\n'));
