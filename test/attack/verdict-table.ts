// verdicts.tsv: beside each attack what other tools say of it, as last counted, and which versions of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { CORPUS } from './corpus.ts';

const FILE = new URL('verdicts.tsv', import.meta.url);
/** Files that nothing was done to. */
export const SOUND = ['sound', 'sound-stamped', 'sound-archived'] as const;

/** A cell; the other is `-`. */
export const VALID = 'valid';

export interface VerdictTable {
  /** By the name of a tool. */
  versions: Map<string, string>;
  columns: readonly string[];
  /** By the attack's name. */
  rows: Map<string, Row>;
}

export interface Row {
  /** The rule that refuses it, or `sound`. */
  ours: string;
  /** Of each column: `valid` or `-`. */
  said: readonly string[];
  /** Why tools refuse a sound file: `tool: reason`, with `; ` between them. */
  reasons: string;
}

const HEAD = `# Written by test/attack/differential.ts; README.md says how the tools are asked. A row is an attack on a file of three
# signatures, and what each tool says of it: whether it calls every signature valid.
# pyHanko and EU DSS are pinned: a row that differs is a fault. Debian's pdfsig and mutool are compared only where their version
# is the one named here; of another version the differences are printed. The last column is why a tool refuses a sound file.`;

export function readTable(): VerdictTable {
  const lines = readFileSync(FILE, 'utf8').replace(/\n$/, '').split('\n');
  const versions = lines.flatMap((line): [string, string][] => {
    const found = /^# version: (.+) (\S+)$/.exec(line);
    return found ? [[found[1]!, found[2]!]] : [];
  });
  const [head = [], ...rows] = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
  return {
    versions: new Map(versions),
    columns: head.slice(2, -1),
    rows: new Map(
      rows.map((cells) => [cells[0]!, { ours: cells[1]!, said: cells.slice(2, -1), reasons: cells.at(-1)! }]),
    ),
  };
}

export function writeTable({ versions, columns, rows }: VerdictTable): void {
  const lines = [
    HEAD,
    ...[...versions].map(([name, version]) => `# version: ${name} ${version}`),
    ['attack', 'ours', ...columns, 'reasons'].join('\t'),
    ...[...rows].map(([id, { ours, said, reasons }]) => [id, ours, ...said, reasons].join('\t')),
  ];
  writeFileSync(FILE, `${lines.join('\n')}\n`);
}

interface Differences {
  faults: string[];
  /** Of tools in another version than the table's: nothing that we did. */
  remarks: string[];
}

/** What a count says otherwise than the table. `toolOf` a column is the tool that it is of. */
export function differences(
  counted: VerdictTable,
  table: VerdictTable,
  tools: ReadonlyMap<string, { pinned: boolean }>,
  toolOf: (column: string) => string,
): Differences {
  const faults: string[] = [];
  const remarks: string[] = [];
  const other = new Set<string>();
  for (const [name, { pinned }] of tools) {
    const [here, there] = [counted.versions.get(name), table.versions.get(name)];
    if (here === there) continue;
    other.add(name);
    (pinned || here === 'absent' ? faults : remarks).push(`${name} is ${here}, in the table ${there}`);
  }
  for (const id of table.rows.keys()) if (!counted.rows.has(id)) faults.push(`${id}: in the table only`);
  for (const [id, row] of counted.rows) {
    const told = table.rows.get(id);
    if (!told) faults.push(`${id}: not in the table`);
    else if (told.ours !== row.ours) faults.push(`${id}: ours says ${row.ours}, in the table ${told.ours}`);
    const isSound = SOUND.some((one) => one === id);
    if (isSound !== (row.ours === 'sound')) faults.push(`${id}: ours says ${row.ours}`);
    for (const [at, column] of counted.columns.entries()) {
      const tool = toolOf(column);
      const [here, there] = [row.said[at]!, told?.said[at]];
      if (told && here !== there)
        (other.has(tool) ? remarks : faults).push(`${id}: ${column} says ${here}, in the table ${there}`);
      // Whatever its version.
      if (
        isSound &&
        here !== VALID &&
        !told?.reasons.split('; ').some((one) => one.startsWith(`${column}: `))
      )
        faults.push(`${id}: ${column} refuses it, and the table has no reason`);
    }
  }
  return { faults, remarks };
}

/** As README.md has it: in how many files of three signatures a tool calls every signature valid. */
export function summary({ columns, rows }: VerdictTable): string[] {
  const line = (title: string, ids: readonly string[]) => {
    const valid = columns.map((_, at) => ids.filter((id) => rows.get(id)?.said[at] === VALID).length);
    return `| ${title} | ${[ids.length, ...valid].join(' | ')} |`;
  };
  const groups = CORPUS.map(({ title, attacks }) => ({ title, ids: attacks.map(({ id }) => id) }));
  return [
    `| | files | ${columns.join(' | ')} |`,
    `|---|---|${'---|'.repeat(columns.length)}`,
    line('Sound files', SOUND),
    ...groups.map(({ title, ids }) => line(title, ids)),
    line(
      '**All bad files**',
      groups.flatMap(({ ids }) => ids),
    ),
  ];
}
