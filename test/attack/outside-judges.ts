// Programs that nobody here wrote, and what each says of a signed file. Never by exit status: pdfsig ends with 0 for a
// wrong digest too.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PYHANKO = fileURLToPath(new URL('pyhanko-verdicts.py', import.meta.url));
const DSS = fileURLToPath(new URL('../../.ci/judges/dss/Verdicts.java', import.meta.url));
/** A tool that takes longer has said nothing. */
const PATIENCE = { timeout: 20_000, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' } as const;
const PATIENCE_FOR_ALL = { ...PATIENCE, timeout: 3_600_000 };

/** A file, and the certificates that are to be believed: paths. The root is one and the same for all. */
export interface Asked {
  path: string;
  root: string;
  timeRoot: string;
  /** The root's revocation list; without one, all that DSS would say is that it has none. */
  list: string;
}

interface Judge {
  name: string;
  /** Pinned by us, so that another version is a fault of the table; Debian's depends on the release. */
  pinned: boolean;
  version(): Promise<string>;
}

/** Judges one file, in more than one way: whether it calls every signature valid and finds one at least. */
interface FileJudge extends Judge {
  columns: readonly string[];
  judge(path: string): Promise<boolean[]>;
}

/** Judges many in one go. */
interface BatchJudge extends Judge {
  judge(files: readonly Asked[]): Promise<Set<string>>;
}

async function output(program: string, ...parts: string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, parts, PATIENCE);
    return stdout + stderr;
  } catch (fault) {
    const { stdout = '', stderr = '' } = fault as { stdout?: string; stderr?: string };
    return stdout + stderr;
  }
}

const numberIn = (said: string): string => /\d+(?:\.\d+)+/.exec(said)?.[0] ?? 'absent';

export const pdfsig: FileJudge = {
  name: 'pdfsig',
  pinned: false,
  version: async () => numberIn(await output('pdfsig', '-v')),
  // "Total": and the last signature covers the whole file, the commonest rule of programs that go by pdfsig.
  columns: ['pdfsig', 'pdfsig, total'],
  async judge(path) {
    const said = await output('pdfsig', '-nocert', path);
    const found = said.match(/Signature Validation: .*/g) ?? [];
    const valid = found.length > 0 && found.every((line) => line.endsWith('Signature is Valid.'));
    const total = / {2}- Total document signed/.test(said.slice(said.lastIndexOf('Signature #')));
    return [valid, valid && total];
  },
};

/** Every signature valid, and the file as it was at the last one. */
export const mutool: FileJudge = {
  name: 'mutool',
  pinned: false,
  version: async () => numberIn(await output('mutool', '-v')),
  columns: ['mutool'],
  async judge(path) {
    const said = await output('mutool', 'sign', '-v', path);
    const found = said.match(/Verifying signature/g)?.length ?? 0;
    const valid = said.match(/The signature is valid but|The document is unchanged since signing/g)?.length;
    return [found > 0 && valid === found && /unchanged since signing\.\s*$/.test(said)];
  },
};

/** `python` is one that has pyHanko. */
export const pyHanko = (python: string): BatchJudge => ({
  name: 'pyHanko',
  pinned: true,
  version: () =>
    output(python, '-c', 'from importlib.metadata import version; print(version("pyhanko"))').then(numberIn),
  async judge(files) {
    const valid = new Set<string>();
    for (const timeRoot of new Set(files.map((one) => one.timeRoot))) {
      const group = files.filter((one) => one.timeRoot === timeRoot);
      const paths = group.map(({ path }) => path);
      for (const path of await validOf(python, [PYHANKO, group[0]!.root, timeRoot, ...paths]))
        valid.add(path);
    }
    return valid;
  },
});

/** `classPath` is a file that names the classes of EU DSS, as Maven writes it. */
export const euDss = (classPath: string): BatchJudge => {
  const classes = readFileSync(classPath, 'utf8');
  return {
    name: 'EU DSS',
    pinned: true,
    version: async () => numberIn(/dss-pades-\d+(?:\.\d+)+/.exec(classes)?.[0] ?? ''),
    judge: (files) =>
      validOf(
        'java',
        ['-cp', classes, DSS],
        // Of the time-stamping authority there is no list: its certificate is an anchor as well.
        files
          .map(({ root, timeRoot, list, path }) => `${[root, `+${timeRoot}`, list, path].join('\t')}\n`)
          .join(''),
      ),
  };
};

/** The paths called valid by a program that writes a line for each file: its path, its verdict and whatever else. */
async function validOf(program: string, parts: string[], input = ''): Promise<Set<string>> {
  const running = run(program, parts, PATIENCE_FOR_ALL);
  running.child.stdin!.end(input);
  const { stdout } = await running;
  const said = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return new Set(said.flatMap(([path, verdict]) => (verdict === 'valid' ? [path!] : [])));
}
