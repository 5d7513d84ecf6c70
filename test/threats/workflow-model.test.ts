// Whatever is done in whatever order, at once, twice, too late or to a process that dies: the workflow does what a plain
// model says, and no trail ever breaks its rules.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { react } from '../../functions/workflow/react.ts';
import { SEED } from '../seed.ts';
import { START } from '../workflow/test-world.ts';
import { type QuickWorld, quickWorlds } from './quick-world.ts';
import { mustHaveFinished, mustKeepRules, type Real } from './workflow-command.ts';
import { COMMANDS } from './workflow-commands.ts';
import type { Model } from './workflow-model.ts';

let worlds: Awaited<ReturnType<typeof quickWorlds>>;
beforeAll(async () => {
  worlds = await quickWorlds();
});
afterAll(() => worlds.dispose());

const seen = { documents: 0, signed: 0, completed: 0 };

test('two hundred orders of commands end as a plain model says', async () => {
  const runs = fc.asyncProperty(COMMANDS, async (commands) => {
    const model: Model = { now: Date.parse(START), documents: [] };
    const real = worlds.make();
    await fc.asyncModelRun(() => ({ model, real }), commands);
    await mustEndWell(model, real);
  });
  await fc.assert(runs, { numRuns: 200, seed: SEED, endOnFailure: false });
  // Orders in which nobody signs would prove nothing.
  expect(seen.completed).toBeGreaterThan(30);
  expect(seen.signed).toBeGreaterThan(100);
}, 180_000);

/** The loop has the last word; then each file holds the one before it, byte for byte. */
async function mustEndWell(model: Model, real: Real): Promise<void> {
  for (const document of model.documents) {
    await react(real.world, document.id);
    await mustHaveFinished(model, real, document);
    seen.documents += 1;
    seen.completed += document.ended === 'completed' ? 1 : 0;
    seen.signed += await growthOf(real.world, document.id);
  }
  await mustKeepRules(model, real);
}

/** How many signatures the document's last file has. */
async function growthOf(world: QuickWorld, id: string): Promise<number> {
  const trail = (await world.documents.load(id))!.events;
  const digests = trail.flatMap((event) =>
    event.kind === 'Issued' ? [event.base] : event.kind === 'Signed' ? [event.revision] : [],
  );
  const files = await Promise.all(digests.map(async (digest) => Buffer.from(await world.files.get(digest))));
  for (const [index, file] of files.slice(1).entries())
    expect(file.subarray(0, files[index]!.length).equals(files[index]!)).toBe(true);
  return files.length - 1;
}
