/**
 * The whole corpus on files of one, two and three signatures: every verdict, and the longest time to it. Run:
 * npx tsx test/attack/check.ts
 */
import { CORPUS } from './corpus.ts';
import { judged, verdictOf } from './run.ts';
import { subjects } from './subject.ts';

/** Milliseconds of a processor to a verdict (others may want it too); a file of a pledge takes thirty. */
const LIMIT = 2000;

const files = await subjects();
let faults = 0;
let count = 0;
let longest = { id: '', time: 0 };
for (const attack of CORPUS.flatMap(({ attacks }) => attacks)) {
  for (const subject of files) {
    const file = await attack.build(subject);
    const began = process.cpuUsage();
    const verification = await judged(attack, subject, file);
    const { user, system } = process.cpuUsage(began);
    const time = Math.round((user + system) / 1000);
    if (time > longest.time) longest = { id: attack.id, time };
    count++;
    const verdict = verdictOf(verification);
    if (verdict === attack.verdict && time < LIMIT) continue;
    faults++;
    const detail = verification.verdict === 'unsound' ? verification.detail : '';
    console.log(
      `${attack.id} (${subject.signatures}): ${verdict}, not ${attack.verdict}; ${time} ms; ${detail}`,
    );
  }
}
console.log(`${count} files, ${faults} of them otherwise than they should be`);
console.log(`longest: ${longest.id}, ${longest.time} ms`);
if (faults > 0) process.exitCode = 1;
