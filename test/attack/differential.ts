/**
 * Writes the corpus on files of three signatures into a folder, asks tools that nobody here wrote about each file, and holds what they say against
 * `verdicts.tsv`; ends with 1 where a row differs, ours calls a bad file sound, or a tool refuses a sound one without a
 * reason. Run: npx tsx test/attack/differential.ts FOLDER PYTHON CLASSPATH [write], where PYTHON has pyHanko, and CLASSPATH,
 * a file, names the classes of EU DSS (as `.ci/judges/eu-dss` has Maven write it). `write` writes the table anew.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { type Attack, clock } from './attack.ts';
import { CORPUS } from './corpus.ts';
import { archived } from './forge/archives.ts';
import { type Asked, euDss, mutool, pdfsig, pyHanko } from './outside-judges.ts';
import { judged, verdictOf } from './run.ts';
import { type Subject, signedBy, subjects } from './subject.ts';
import {
  differences,
  type Row,
  readTable,
  SOUND,
  summary,
  VALID,
  type VerdictTable,
  writeTable,
} from './verdict-table.ts';

const [folder, python, classPath, write] = process.argv.slice(2);
if (!folder || !python || !classPath) throw new Error('which folder, which python, which classes?');
mkdirSync(folder, { recursive: true });

const [subject] = (await subjects()).slice(-1) as [Subject];
const fast = [pdfsig, mutool];
const slow = [pyHanko(python), euDss(classPath)];
const judges = [...fast, ...slow];
const columns = [...fast.flatMap((one) => one.columns), ...slow.map(({ name }) => name)];

const keep = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
const root = keep('root.pem', pem(subject.issuer.certificate));
const [thisUpdate, nextUpdate] = [new Date('2026-11-24T00:00:00Z'), new Date('2027-02-22T00:00:00Z')];
const list = keep(
  'root.crl',
  await createRevocationList(subject.issuer, { thisUpdate, nextUpdate, number: 1 }),
);

const stamped = async ({ base, issuer, roles }: Subject): Promise<Uint8Array> => {
  let file = base;
  const stamp = async (value: Uint8Array) => clock.stamp(value);
  for (const role of roles) file = await signedBy(role, file, issuer, { stamp });
  return file;
};
const SOUND_FILES: Record<(typeof SOUND)[number], Attack['build']> = {
  sound: ({ file }) => file,
  'sound-stamped': stamped,
  'sound-archived': (subject) => archived(subject),
};
const soundFiles = SOUND.map(
  (id): Attack => ({ id, name: 'nothing is done', verdict: 'sound', build: SOUND_FILES[id] }),
);

interface Written extends Asked {
  id: string;
  ours: string;
}
const written: Written[] = [];
const attacks = [...soundFiles, ...CORPUS.flatMap((group) => group.attacks)];
for (const attack of attacks) {
  // A row that pins another root of time-stamps is about what is under that.
  const { timeRoots: [pinned] = [] } = attack.record?.(subject) ?? {};
  const timeRoot = keep(pinned ? `${attack.id}.time-root.pem` : 'time-root.pem', pem(pinned ?? clock.root));
  const file = await attack.build(subject);
  const ours = verdictOf(await judged(attack, subject, file));
  written.push({ id: attack.id, ours, path: keep(`${attack.id}.pdf`, file), root, timeRoot, list });
}

/** By column, the paths of the files called valid. */
const valid = new Map(columns.map((column) => [column, new Set<string>()]));
const add = (column: string, path: string) => valid.get(column)!.add(path);
const half = Math.ceil(written.length / 2);
await inTwos([
  ...slow.flatMap((judge) =>
    [written.slice(0, half), written.slice(half)].map((part) => async () => {
      for (const path of await judge.judge(part)) add(judge.name, path);
    }),
  ),
  ...fast.flatMap((judge) =>
    written.map(({ path }) => async () => {
      for (const [at, says] of (await judge.judge(path)).entries()) if (says) add(judge.columns[at]!, path);
    }),
  ),
]);

/** Two at a time. */
async function inTwos(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const left = tasks.values();
  const one = async () => {
    for (const task of left) await task();
  };
  await Promise.all([one(), one()]);
}

const table = readTable();
const rows = new Map(
  written.map(({ id, ours, path }): [string, Row] => {
    const said = columns.map((column) => (valid.get(column)!.has(path) ? VALID : '-'));
    return [id, { ours, said, reasons: table.rows.get(id)?.reasons ?? '' }];
  }),
);
const versions = new Map<string, string>();
for (const { name, version } of judges) versions.set(name, await version());
const counted: VerdictTable = { versions, columns, rows };
if (write === 'write') writeTable(counted);

const toolOf = (column: string) => column.split(',')[0]!;
const tools = new Map(judges.map((judge) => [judge.name, judge]));
const { faults, remarks } = differences(counted, write === 'write' ? counted : table, tools, toolOf);
console.log(summary(counted).join('\n'));
console.log([...versions].map((one) => one.join(' ')).join(', '));
if (remarks.length > 0) console.log(`Another version, so no fault:\n${remarks.join('\n')}`);
if (faults.length > 0) console.log(`Faults:\n${faults.join('\n')}`);
console.log(`${written.length} files, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
