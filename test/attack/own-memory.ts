// What a piece of work costs in memory: how far the whole process (code, heap, buffers) rises above what it was before.
import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * How node is told to have a small heap. The part of it for what is new is as large as node 20 has it: node 24 lets more
 * lie about before it clears away, and rose for the same file by 114 MB or by 144, by chance.
 */
export const SMALL_HEAP = ['--max-old-space-size=200', '--max-semi-space-size=16'];

/** Megabytes resident, as Linux counts them (proc(5)): before the work, and how many more there were at the most. */
export interface OwnMemory {
  idle: number;
  rise: number;
}

/** Begins to watch; the function it gives tells. What the loading of the code has left is cleared away first. */
export function watchOwnMemory(): () => OwnMemory {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  // "5": the highest mark begins anew.
  writeFileSync('/proc/self/clear_refs', '5');
  const idle = kilobytes('VmRSS');
  return () => ({
    idle: Math.round(idle / 1024),
    rise: Math.round((kilobytes('VmHWM') - idle) / 1024),
  });
}

function kilobytes(line: string): number {
  const found = new RegExp(`^${line}:\\s*(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  if (!found) throw new Error(`no ${line}: this measures on Linux only`);
  return Number(found[1]);
}
