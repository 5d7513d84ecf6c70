// Which ways of signing suffice for publishing: the policy of a type, from the form to the register.
import { afterAll, describe, expect, test } from '@jest/globals';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { WAYS, type Way } from '../../functions/domain/way.ts';
import { signerFacts } from '../../functions/handlers/signer-facts.ts';
import { checkForm } from '../../functions/workflow/form.ts';
import { publish } from '../../functions/workflow/publish.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { sealingWorld } from './sealing-world.ts';
import { START } from './test-world.ts';

const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** An office that wants its organs' seals, of the enterprise no more than its link. */
const SEALED: DocumentType = {
  ...(PLEDGE as DocumentType),
  sufficient: { drc: ['wet-seal', 'e-seal'], county: ['wet-seal', 'e-seal'], enterprise: WAYS },
};

test('every type that is published says of each party which ways suffice; of the pledge all do', () => {
  const published = DOCUMENT_TYPES.filter(({ disclosure }) => disclosure);
  expect(published.map(({ id }) => id)).toEqual(['pledge']);
  for (const { sufficient } of published)
    for (const role of ROLES) expect(sufficient?.[role]?.length).toBeGreaterThan(0);
  expect(PLEDGE.sufficient).toEqual({ drc: WAYS, county: WAYS, enterprise: WAYS });
});

describe('a type that wants the organs’ seals', () => {
  test('says beside the form of each organ that signs over its link what to choose, and refuses nothing', async () => {
    const { world, dispose } = await sealingWorld('link', { type: SEALED });
    disposals.push(dispose);
    const noted = (ways: Partial<Record<Role, Way>>) => {
      const input = sampleOn(SEALED, START.slice(0, 10)) as { parties: Record<Role, object> };
      const parties = Object.fromEntries(
        ROLES.map((role) => [role, { ...input.parties[role], ...(ways[role] ? { way: ways[role] } : {}) }]),
      );
      const { problems, warnings } = checkForm(world, SEALED, { ...input, parties } as never);
      expect(problems).toEqual([]);
      return warnings.filter(({ code }) => code === 'way.insufficient');
    };
    expect(noted({}).map(({ path }) => path)).toEqual(['parties.drc.way', 'parties.county.way']);
    expect(noted({})[0]!.message).toContain('请改选纸质盖章（扫描件核对）或者电子印章（服务商办理）');
    expect(noted({ drc: 'wet-seal', county: 'e-seal' })).toEqual([]);
  });

  test('is signed over links and not published, asks nobody to agree to that, and keeps the policy of its day', async () => {
    const { world, id, state, holder, signOverLink, dispose } = await sealingWorld('link', { type: SEALED });
    disposals.push(dispose);
    expect((await state()).issue?.insufficient).toEqual(['drc', 'county']);
    const facts = await signerFacts(world, await state(), await holder('enterprise'));
    expect(facts).toMatchObject({ standing: 'may-sign', discloses: false });
    expect(facts).not.toHaveProperty('publication');
    await signOverLink('drc');
    await signOverLink('county');
    // Relaxed before the last has signed: what was issued under the stricter policy stays so.
    world.documentType = (type) => (type === PLEDGE.id ? (PLEDGE as DocumentType) : undefined);
    await signOverLink('enterprise');
    await publish(world, id);
    const end = await state();
    expect([end.status, end.publicPath]).toEqual(['signed', undefined]);
    expect(end.parties.drc.consented?.publication).toBeUndefined();
    expect([...world.site.files.keys()].filter((path) => path.startsWith('pledges/'))).toEqual([]);
  });
});
