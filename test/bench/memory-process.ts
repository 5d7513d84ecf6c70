// Renders two thousand documents of two kinds in turn and prints what the process held on the way, garbage included: nobody collects by hand.
import { openPledgePress } from './four-page-pledge.ts';
import { round } from './measure.ts';
import type { Memory } from './memory.ts';

const press = openPledgePress();
const sizes: number[] = [];
for (let number = 1; number <= 2000; number++) {
  await (number % 2 === 0 ? press.render(number) : press.forget());
  if (number >= 100 && number % 10 === 0) sizes.push(round(process.memoryUsage.rss() / 1024 / 1024));
}
const memory: Memory = {
  at100Mb: sizes[0]!,
  at500Mb: sizes[40]!,
  at2000Mb: sizes.at(-1)!,
  peakMb: Math.max(...sizes),
};
process.stdout.write(JSON.stringify(memory));
