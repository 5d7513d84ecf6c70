// Whether memory stays flat over two thousand documents, weighed in a process that does nothing else.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Memory {
  at100Mb: number;
  at500Mb: number;
  at2000Mb: number;
  /** The most after any ten from the hundredth on. */
  peakMb: number;
}

const PROCESS = fileURLToPath(new URL('memory-process.ts', import.meta.url));

export async function weighMemory(): Promise<Memory> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PROCESS]);
  return JSON.parse(stdout);
}
