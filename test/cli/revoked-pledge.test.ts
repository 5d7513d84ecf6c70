// The story of a revocation: a pledge is published, `lianqian ca revoke` is run, the server is started, and the page says it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { main } from '../../functions/cli/main.ts';
import { embeddedSettings } from '../../functions/config.ts';
import { fold } from '../../functions/domain/document.ts';
import { composeHandlers } from '../../functions/local/compose-handlers.ts';
import { startEmbedded } from '../../functions/local/start-embedded.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { signedPledge } from '../workflow/signed-pledge.ts';
import { testWorld } from '../workflow/test-world.ts';
import { diskWorld, withTable } from './disk-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianqian-revoked-pledge-'));
const before = process.env.DATA_DIR;
let pledge = { number: '', serial: '' };

beforeAll(async () => {
  process.env.DATA_DIR = folder;
  const made = testWorld();
  await withTable(folder, async (client) => {
    const world = await diskWorld(folder, client, made);
    await prepareRegister(world);
    const { issue, parties } = fold((await world.documents.load(await signedPledge(world)))!.events);
    pledge = { number: issue!.number, serial: parties.county.signed!.serial };
  });
  made.dispose();
}, 120_000);

afterAll(() => {
  if (before === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = before;
  rmSync(folder, { recursive: true, force: true });
});

const page = () => readFileSync(join(folder, 'public', 'pledges', pledge.number, 'index.html'), 'utf8');

async function served(): Promise<void> {
  const settings = embeddedSettings({ DATA_DIR: folder, PORT: '0' });
  const embedded = await startEmbedded({ ...settings, compose: composeHandlers(settings), log: () => {} });
  for (let i = 0; i < 600 && !page().includes('签名证书已吊销'); i += 1) await wait(50);
  await embedded.stop();
}

test('the page of a published pledge says that its signature has fallen as soon as the server has started', async () => {
  expect(page()).not.toContain('签名证书已吊销');
  const { status, lines } = await main([
    'ca',
    'revoke',
    pledge.serial,
    '--since',
    '2026-11-20',
    '--lang',
    'zh',
  ]);
  expect({ status, said: lines.join('\n') }).toEqual({
    status: 0,
    said: expect.stringContaining('在公示目录标明哪一方的签名不再有效'),
  });
  await served();
  expect(page()).toContain('大通回族土族自治县人民政府</strong>的签名，所用的证书自');
  expect(page()).toContain('2026年11月20日');

  // The audit is content: the signature has fallen, and the register is as it must be.
  const audit = await main(['audit', '--all', '--lang', 'zh']);
  expect(audit.status).toBe(0);
  expect(audit.lines.join('\n')).toContain('公示目录已标明');
});
