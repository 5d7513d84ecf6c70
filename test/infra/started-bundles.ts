// The bundles as Lambda runs them: each in a process of its own, started with its first event, in its own folder.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleName } from '../../infra/bundle/bundle.ts';

export interface StartedBundles {
  /** What the function answers; what it throws is thrown. */
  invoke<Result>(name: BundleName, event: object): Promise<Result>;
  /** What each function has written, as its log would have it. */
  logs: ReadonlyMap<BundleName, string>;
  stop(): void;
}

interface Running {
  child: ChildProcess;
  /** Rejected when the process ends. */
  ended: Promise<never>;
}

/** The next message, unless the process ends before. */
const heard = ({ child, ended }: Running) => Promise.race([once(child, 'message'), ended]);

/** `variables` are the environment of every function, besides where its files are. */
export function startedBundles(
  folders: Readonly<Record<BundleName, string>>,
  variables: Readonly<Record<string, string>>,
): StartedBundles {
  const running = new Map<BundleName, Running>();
  const logs = new Map<BundleName, string>();

  async function start(name: BundleName): Promise<Running> {
    const folder = folders[name];
    const program = fileURLToPath(new URL('./run-bundle.mjs', import.meta.url));
    const child = fork(program, [join(folder, 'index.mjs')], {
      cwd: folder,
      execArgv: [],
      env: { ...variables, ASSETS_ROOT: folder },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const hear = (text: Buffer) => logs.set(name, `${logs.get(name) ?? ''}${text}`);
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    const ended = once(child, 'exit').then(() =>
      Promise.reject(new Error(`${name} ended: ${logs.get(name)}`)),
    );
    ended.catch(() => undefined);
    const started = { child, ended };
    await heard(started);
    running.set(name, started);
    return started;
  }

  async function invoke<Result>(name: BundleName, event: object): Promise<Result> {
    const started = running.get(name) ?? (await start(name));
    const answer = heard(started);
    started.child.send(event);
    const [{ answer: result, fault }] = await answer;
    if (fault) throw new Error(fault);
    return result;
  }

  return {
    invoke,
    logs,
    stop() {
      for (const { child } of running.values()) child.kill();
    },
  };
}
