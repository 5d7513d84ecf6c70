// A link whose document has come to an end without all signatures, whatever the end.
import { expect, test } from '@jest/globals';
import type { EventBody } from '../../functions/domain/event.ts';
import { sampleSigning, visitor } from '../handlers/sample-signing.ts';

const REASON = 'd'.repeat(64);
const ENDS: Readonly<Record<string, EventBody>> = {
  voided: { kind: 'Voided', reason: REASON },
  expired: { kind: 'Expired' },
  declined: { kind: 'Declined', role: 'drc', reason: REASON },
};

test.each(Object.entries(ENDS))(
  'of a document that was %s the link, the file, the text and every act tell its end and nothing of it',
  async (outcome, event) => {
    const { app, append, token, id, world, documents } = await sampleSigning();
    await append(event);
    const before = await documents.load(id);
    const browser = visitor(app);
    expect((await browser.post('/api/session', { token: token('county') })).status).toBe(200);
    const base = `/api/${id}/county`;
    const facts = { standing: 'ended', outcome, contact: world.office.contact };
    expect(await (await browser.get(base)).json()).toEqual(facts);
    const refused = [
      await browser.get(`${base}/pdf`),
      await browser.get(`${base}/text`),
      await browser.post(`${base}/code`, {}),
      await browser.post(`${base}/decline`, { code: '123456', reason: '规划面积与批复不符' }),
    ];
    for (const answer of refused) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.text()).not.toMatch(/多巴|湟中|马建国/);
    }
    expect(await documents.load(id)).toEqual(before);
  },
);
