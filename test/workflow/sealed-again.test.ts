// A party seals, staff set the seal aside and it seals once more, all while another process signs for the first seal.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpSealProvider } from '../../functions/adapters/http-seal-provider.ts';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import { says } from '../../functions/domain/fact.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { reasonIn } from '../../functions/sign/signed-reason.ts';
import { auditDocument } from '../../functions/workflow/audit-document.ts';
import { auditFiles } from '../../functions/workflow/audit-files.ts';
import { requestSeal, setSealAside } from '../../functions/workflow/e-seal.ts';
import { react } from '../../functions/workflow/react.ts';
import { statedActs } from '../../functions/workflow/signature-reason.ts';
import { PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { signHead } from '../../functions/workflow/trail-head.ts';
import { type ExampleSealProvider, exampleSealProvider } from '../fakes/example-seal-provider.ts';
import { heldOnce } from '../fakes/held-once.ts';
import { rewritten } from './audited-world.ts';
import { STAFF, sealingWorld } from './sealing-world.ts';

const [FIRST, SECOND] = ['6301000000123', '6301000000999'] as const;
const REASON = '所盖的是分公司的印章';

const disposals: (() => void)[] = [];
let provider: ExampleSealProvider;
beforeEach(async () => {
  provider = await exampleSealProvider();
});
afterEach(() => provider.close());
afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** The first seal was set aside and the second has come in, while the first was being signed for; `letGo` of that. */
async function sealedTwice() {
  const { url, token, key } = provider;
  const made = await sealingWorld('e-seal', {
    parts: { seals: httpSealProvider({ url, token, key, name: '示例' }) },
  });
  disposals.push(made.dispose);
  const { world, id, code, holder, state } = made;
  const seal = async () => (await state()).parties.enterprise.other!.seal!;
  const ask = async () => {
    const given = { code: await code('enterprise'), publication: PUBLICATION_VERSION };
    await requestSeal(world, await holder('enterprise'), given);
    await react(world, id);
    world.clock.advance(120_000);
  };
  await ask();
  provider.seal((await seal()).reference!, { seal: FIRST });
  const authority = await world.authority();
  const issuing = heldOnce(authority.issue);
  const first = react({ ...world, authority: async () => ({ ...authority, issue: issuing.call }) }, id);
  await issuing.begun;
  const { evidence } = (await seal()).received!;
  await setSealAside(world, STAFF, id, { role: 'enterprise', evidence, reason: REASON });
  await ask();
  const sealedAt = world.clock.now();
  provider.seal((await seal()).reference!, { seal: SECOND, sealedAt });
  await react({ ...world, authority: () => Promise.reject(new Error('away')) }, id);
  const letGo = async () => {
    issuing.letGo();
    await first;
  };
  return { ...made, seal, letGo };
}

test('what was signed for a seal that staff have set aside is not added, and the seal that counts is signed for', async () => {
  const { world, id, state, seal, letGo } = await sealedTwice();
  expect((await seal()).received?.seal).toBe(SECOND);
  await letGo();
  expect((await state()).parties.enterprise.signed).toBeUndefined();
  world.clock.advance(60_000);
  await react(world, id);
  const [, revision] = readRevisions(await world.files.get((await state()).revisions.at(-1)!.sha256));
  expect(reasonIn(revision!)).toContain(`印章 ${SECOND}，`);
  expect((await state()).parties.enterprise.signed).toBeDefined();
});

describe('an audit', () => {
  type Made = Awaited<ReturnType<typeof sealedTwice>>;

  /** As the trail is, or as somebody who has the trail key has written it anew. */
  async function audited({ world, id }: Made, change = (event: DocumentEvent): DocumentEvent => event) {
    const stored = rewritten((await world.documents.load(id))!, change);
    const head = await signHead(world, id, stored.events);
    return { stored, ...(await auditDocument({ ...world, reprints: false }, { ...stored, head })) };
  }

  test('takes what was signed for a seal set aside for a remainder; for no seal at all it is a finding', async () => {
    const made = await sealedTwice();
    await made.letGo();
    const { stored, names, state } = await audited(made);
    const extras = async (events: readonly DocumentEvent[]) => {
      const inventory = {
        files: async function* () {
          yield* [...made.world.files.files.keys()];
        },
      };
      const acts = statedActs(events, state!.summary.title);
      const documents = new Map([[made.id, { state: state!, acts }]]);
      const { findings } = await auditFiles({ ...made.world, inventory }, names, documents);
      return findings.filter(
        ({ level, found }) => level === 'finding' || found.phrase === 'one that none names',
      );
    };
    expect(await extras(stored.events)).toMatchObject([{ level: 'warning', kind: 'file-extra' }]);
    const first = stored.events.findIndex(({ kind }) => kind === 'SealReceived');
    const accused = {
      level: 'finding',
      found: says('a revision signed by {0}, whose act the trail does not hold', 'enterprise'),
    };
    expect(await extras(stored.events.toSpliced(first, 1))).toMatchObject([accused]);
    const other = { ...stored.events[first]!, seal: SECOND } as DocumentEvent;
    expect(await extras(stored.events.with(first, other))).toMatchObject([accused]);
  });

  test('finds a trail that states another seal than the file, whoever signed its head', async () => {
    const made = await sealedTwice();
    await made.letGo();
    made.world.clock.advance(60_000);
    await react(made.world, made.id);
    expect((await audited(made)).findings).toEqual([]);
    const other = await audited(made, (event) =>
      event.kind === 'SealReceived' && event.seal === SECOND ? { ...event, seal: FIRST } : event,
    );
    expect(other.findings).toEqual([expect.objectContaining({ level: 'finding', kind: 'signed-facts' })]);
    expect(JSON.stringify(other.findings)).toContain(`印章 ${SECOND}，`);
  });
});
