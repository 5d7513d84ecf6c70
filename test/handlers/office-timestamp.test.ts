// Staff see which documents all have signed while their archival time-stamp is still to be had, and what waits for it.
import { expect, test } from '@jest/globals';
import type { EventBody, TimestampPolicy } from '../../functions/domain/event.ts';
import { change } from '../../functions/workflow/change.ts';
import { FILLED, smallOffice, XINING } from './small-office.ts';

const DIGEST = 'b'.repeat(64);
const BADGE = '<span class="badge stamp">待加盖时间戳</span>';
const STAMPED: EventBody = {
  kind: 'Archived',
  revision: DIGEST,
  stampedAt: '2026-01-08T02:00:00.000Z',
  until: '2036-01-01T00:00:00.000Z',
};

async function signedByAll(timestamp?: TimestampPolicy) {
  const office = smallOffice();
  const person = office.visitor();
  await person.logIn(XINING);
  await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
  const id = office.documents.ids()[0]!;
  const happen = (...events: EventBody[]) => change(office.world, id, { kind: 'workflow' }, () => events);
  const both = async () => [await person.page('/office'), await person.page(`/office/documents/${id}`)];
  const before = await both();
  await happen({ kind: 'Completed', ...(timestamp ? { timestamp } : {}) });
  return { happen, both, before };
}

test.each([
  ['wanted', '不影响通知各方签署完成'],
  ['required', '加盖后通知各方签署完成'],
] as const)(
  'list and page say what is pending where a time-stamp is %s, until it is there',
  async (policy, waits) => {
    const { happen, both, before } = await signedByAll(policy);
    for (const page of before) expect(page).not.toContain('待加盖');
    const [list, page] = await both();
    expect(list).toContain(`<span class="badge signed">已签署</span> ${BADGE}`);
    expect(page).toContain(`<span class="badge signed">已签署</span>${BADGE}`);
    expect(page).toContain(`<dt>存档时间戳</dt><dd>待加盖。时间戳服务可用后由系统自动加盖，${waits}</dd>`);
    await happen(STAMPED);
    for (const after of await both()) {
      expect(after).toContain('已签署');
      expect(after).not.toContain('待加盖');
    }
  },
);

test('without a time-stamping authority nothing is pending', async () => {
  const { both } = await signedByAll();
  for (const page of await both()) {
    expect(page).toContain('已签署');
    expect(page).not.toContain('待加盖');
  }
});
