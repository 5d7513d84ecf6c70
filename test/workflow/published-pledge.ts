// A pledge that is published and a watch over revocations: for the tests of what the register says of them.
import { readIndex } from '../../functions/disclose/index-file.ts';
import { revocationWatch } from '../../functions/workflow/mark-revoked.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { revokingWorlds } from './revoking-world.ts';

export const HOUR = 3_600_000;

/** `dispose` when no more are wanted. */
export function publishedPledges() {
  const worlds = revokingWorlds();

  async function published(given?: { stamped: boolean }) {
    const made = await worlds.issued(given);
    const { world } = made;
    await prepareRegister(world);
    await made.sign('drc', 'enterprise', 'county');
    world.clock.advance(HOUR);
    const text = (path: string) => new TextDecoder().decode(world.site.files.get(path)?.bytes);
    const { number } = (await made.state()).issue!;
    return {
      ...made,
      number,
      text,
      look: revocationWatch(world, 0),
      page: (of = number) => text(`pledges/${of}/index.html`),
      /** What index and records say of the pledge of that number: whose signature fell. */
      said(of = number) {
        const roles = (revoked: readonly { role: string }[] = []) => revoked.map(({ role }) => role);
        const index = readIndex(world.site.files.get('index.json')!.bytes);
        const record = JSON.parse(text(`pledges/${of}/pledge.json`));
        return [roles(index.find((entry) => entry.number === of)!.revoked), roles(record.revoked)];
      },
    };
  }

  return { ...worlds, published };
}
