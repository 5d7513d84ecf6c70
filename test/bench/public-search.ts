// The search of the public register in a list of ten thousand pledges, as the page does it at each key.
import { prepareSearch } from '../../functions/disclose/assets/search.js';
import { indexEntry } from '../../functions/disclose/index-file.ts';
import { numberedPledge } from '../disclose/sample-pledge.ts';
import { type Timing, time } from './measure.ts';

const PLEDGES = 10_000;

export async function timePublicSearch(runs: number): Promise<Timing> {
  const search = prepareSearch(Array.from({ length: PLEDGES }, (_, at) => indexEntry(numberedPledge(at))));
  return time(
    runs,
    async () => {
      const found = search({ q: '盐湖 第9999号', town: '', county: '632801', year: '' });
      if (found.length !== 1) throw new Error(`the search finds ${found.length}`);
    },
    5,
  );
}
