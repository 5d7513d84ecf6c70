// Whether memory stays flat: what the process holds after a hundred documents and after a thousand.
import type { PledgePress } from './four-page-pledge.ts';
import { round } from './measure.ts';

export interface Memory {
  at100Mb: number;
  at1000Mb: number;
}

export async function weighMemory(press: PledgePress): Promise<Memory> {
  const sizes: number[] = [];
  for (let number = 1; number <= 1000; number++) {
    await press.render(number);
    if (number === 100 || number === 1000) sizes.push(residentMb());
  }
  const [at100Mb = 0, at1000Mb = 0] = sizes;
  return { at100Mb, at1000Mb };
}

function residentMb(): number {
  // Garbage that nobody has collected yet is no growth.
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
  return round(process.memoryUsage.rss() / 1024 / 1024);
}
