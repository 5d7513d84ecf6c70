// What was stored is verified once more before a document counts as signed: a store may give another file than it was given.
import { afterAll, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { isStuck } from '../../functions/domain/document-questions.ts';
import type { Sha256 } from '../../functions/domain/event.ts';
import { linkToken } from '../../functions/domain/link.ts';
import { complete } from '../../functions/workflow/complete.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import { consent, consentVersion, openLink, requestCode } from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { retry } from '../../functions/workflow/void.ts';
import type { World } from '../../functions/workflow/world.ts';
import { FILLED, REPORT, SMALL_TYPES, smallPrinter } from './small-types.ts';
import { issueSeen, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
const made = testWorld();
afterAll(() => made.dispose());

/** What a store that breaks its promise gives, or says that it has stored, in the place of a file. */
type Mixing = (digest: Sha256) => Sha256;
const asPromised: Mixing = (digest) => digest;

const mixing = { get: asPromised, put: asPromised };
let losing = false;
const { files, documents } = made.world;
const world: typeof made.world & World = {
  ...made.world,
  documentType: (id) => SMALL_TYPES.find((type) => type.id === id),
  printer: smallPrinter(),
  files: {
    ...files,
    put: async (bytes, type) => mixing.put(await files.put(bytes, type)),
    get: (digest) => files.get(mixing.get(digest)),
  },
  documents: {
    ...documents,
    async append(id, version, events, ...rest) {
      if (losing && events.some(({ kind }) => kind === 'Signed')) throw new Error('lost');
      await documents.append(id, version, events, ...rest);
    },
  },
};
const state = async (id: string) => fold((await world.documents.load(id))!.events);

/** A document of one party, which has consented. `spare`: its file with a signature that came to nothing. */
async function consented(): Promise<{ id: string; base: Sha256; spare: Sha256 }> {
  Object.assign(mixing, { get: asPromised, put: asPromised });
  world.mailer.letters.length = 0;
  const { id } = await draft(world, STAFF, REPORT.id, FILLED);
  await issueSeen(world, STAFF, id);
  await react(world, id);
  const holder = await openLink(world, linkToken(world.linkSecret, { document: id, role: 'enterprise' }));
  await requestCode(world, holder);
  await react(world, id);
  const code = /^\d{6}$/m.exec(world.mailer.letters.at(-1)!.text)![0];
  const before = await state(id);
  const base = before.revisions[0]!.sha256;
  const version = consentVersion(world, before, 'enterprise');
  await consent(world, holder, { code, consent: version, publication: '', shown: base });
  const stored = new Set(files.files.keys());
  losing = true;
  await react(world, id);
  losing = false;
  const spare = [...files.files.keys()].find((digest) => !stored.has(digest))!;
  world.clock.set((await state(id)).failures['sign enterprise']!.retryAt);
  return { id, base, spare };
}

const told = () => world.mailer.letters.some(({ subject }) => subject.includes('完成'));

test('a document whose file the store gives back as another is not completed: tried again, then stuck, until it is put right', async () => {
  const { id, base } = await consented();
  const known = new Set(files.files.keys());
  mixing.get = (digest) => (known.has(digest) ? digest : base);
  await react(world, id);
  const failed = await state(id);
  expect(failed).toMatchObject({ status: 'signing', parties: { enterprise: { signed: {} } } });
  expect(failed.failures).toMatchObject({ complete: { code: 'UnsoundStoredFile', stuck: false } });

  for (let tried = 0; !isStuck(await state(id)) && tried < 20; tried += 1) {
    world.clock.set((await state(id)).failures.complete!.retryAt);
    await react(world, id);
  }
  const stuck = await state(id);
  expect(stuck).toMatchObject({
    status: 'signing',
    failures: { complete: { code: 'UnsoundStoredFile', stuck: true } },
  });
  expect(told()).toBe(false);

  mixing.get = asPromised;
  await retry(world, STAFF, id);
  await react(world, id);
  expect((await state(id)).status).toBe('signed');
  expect(told()).toBe(true);
});

test('of two files with the same signatures, only the one that the trail names will do', async () => {
  const { id, spare } = await consented();
  const known = new Set(files.files.keys());
  mixing.get = (digest) => (known.has(digest) ? digest : spare);
  await react(world, id);
  await expect(complete(world, id)).rejects.toThrow('another file under this digest');
});

test.each([
  ['the file before the signature', 'base', 'V'],
  ['one that another certificate has signed', 'spare', 'signature of enterprise'],
] as const)('a store that has kept %s instead is found out by the verifier', async (_, kept, fault) => {
  const given = await consented();
  const known = new Set(files.files.keys());
  mixing.put = (digest) => (known.has(digest) ? digest : given[kept]);
  await react(world, given.id);
  expect(await state(given.id)).toMatchObject({
    status: 'signing',
    failures: { complete: { code: 'UnsoundStoredFile' } },
  });
  await expect(complete(world, given.id)).rejects.toThrow(fault);
});
