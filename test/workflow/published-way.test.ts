// What the register says of how a party signed is what its certificate says, whatever has become of the trail.
import { afterAll, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { DocumentStore } from '../../functions/ports/document-store.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { publish } from '../../functions/workflow/publish.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  consent,
  consentVersion,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
const { world, dispose } = testWorld();
afterAll(dispose);

test('a trail that calls a signature over a link a seal on paper is not published', async () => {
  const { id } = await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, START.slice(0, 10)));
  await issueSeen(world, STAFF, id);
  await react(world, id);
  const state = async () => fold((await world.documents.load(id))!.events);
  for (const role of ['drc', 'county', 'enterprise'] as const) {
    await requestCode(world, { document: id, role });
    await react(world, id);
    const code = /^\d{6}$/m.exec(world.mailer.letters.at(-1)!.text)![0];
    const given = {
      code,
      consent: consentVersion(world, await state(), role),
      publication: PUBLICATION_VERSION,
      shown: (await state()).revisions.at(-1)!.sha256,
    };
    await consent(world, { document: id, role }, given);
    await react(world, id);
  }
  expect((await state()).status).toBe('published');

  const said = (ways: object): DocumentStore => ({
    ...world.documents,
    async load(document) {
      const stored = (await world.documents.load(document))!;
      const events = stored.events
        .filter(({ kind }) => kind !== 'Published')
        .map((event) => (event.kind === 'Issued' ? { ...event, ways } : event));
      return { ...stored, events };
    },
    append: async () => {},
  });
  await expect(publish({ ...world, documents: said({}) }, id)).resolves.toBeUndefined();
  await expect(publish({ ...world, documents: said({ drc: 'wet-seal' }) }, id)).rejects.toThrow(
    'signature of drc',
  );
});
