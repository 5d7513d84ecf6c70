// A whole pledge over HTTP and SMTP: from the empty form to the published page, with the embedded runtime.
import { join } from 'node:path';
import { dateInShanghai } from '../../functions/domain/time.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { readSecret, startServer } from '../demo/running-server.ts';
import { partiesOf, signAll } from '../demo/signing-story.ts';
import { logIn } from '../demo/staff-client.ts';
import { startTimeline, waitFor } from '../demo/timeline.ts';
import { orderOf } from '../templates/filled.ts';
import { type Timing, time } from './measure.ts';

/** @param directory for the data; must not exist */
export async function timeJourneys(directory: string, runs: number): Promise<{ cold: number; warm: Timing }> {
  const server = await startServer(join(directory, 'data'), 0);
  try {
    const { baseUrl, dataDirectory } = server;
    const password = await readSecret(dataDirectory, 'demo-password-xining');
    const staff = await logIn(baseUrl, 'xining', password);
    const timeline = startTimeline(() => {});
    const input = sampleOn(PLEDGE, dateInShanghai(new Date().toISOString()));
    const journey = async (): Promise<void> => {
      const id = await staff.draft('pledge', input);
      await staff.issue(id);
      await signAll(
        { baseUrl, timeline },
        { id, name: PLEDGE.name, order: orderOf(PLEDGE, input), parties: partiesOf(input) },
      );
      await waitFor('the pledge to be published', async () =>
        (await staff.trail(id)).some(({ kind }) => kind === 'Published') ? true : undefined,
      );
    };
    const from = performance.now();
    await journey();
    const cold = performance.now() - from;
    return { cold, warm: await time(runs, journey) };
  } finally {
    await server.kill();
  }
}
