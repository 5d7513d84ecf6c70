// What the signing page says of how a document stands: a receipt is not called a signature.
import { describe, expect, test } from '@jest/globals';
import { resultOf } from '../../functions/pages/assets/sign-facts.js';
import type { DocumentFacts, PartyFacts } from '../../functions/pages/sign/facts.ts';

const party = (role: PartyFacts['role'], receives: boolean, state: PartyFacts['state']): PartyFacts => ({
  role,
  label: role,
  organization: role,
  receives,
  wayName: '平台电子签名',
  state,
});

const said = (parties: PartyFacts[], more: Partial<DocumentFacts>): string => {
  const facts = {
    standing: 'has-signed',
    role: parties.at(-1)!.role,
    parties,
    receives: parties.at(-1)!.receives,
    allSigned: parties.every(({ state }) => state === 'signed'),
    discloses: false,
    contact: '0971',
    ...more,
  } as DocumentFacts;
  const { title, paragraphs } = resultOf(facts)!;
  return [title, ...paragraphs].join('\n');
};

describe('of an order that one signs and others receive', () => {
  const order = (county: PartyFacts['state'], enterprise: PartyFacts['state']) => [
    party('drc', false, 'signed'),
    party('county', true, county),
    party('enterprise', true, enterprise),
  ];

  test('who has received it is told who has yet to, and nothing of signing', () => {
    const words = said(order('in-turn', 'signed'), {});
    expect(words).toContain('您已完成签收');
    expect(words).toContain('还待签收：county。');
    expect(words).not.toContain('签署');
  });

  test('all done is 已签发、已签收', () => {
    const words = said(order('signed', 'signed'), {});
    expect(words).toContain('文书已经签发，收件方均已签收。');
    expect(words).not.toContain('签署');
  });

  test('another’s refusal to receive is 不予签收', () => {
    const words = said(order('declined', 'signed'), { outcome: 'declined' });
    expect(words).toContain('有一方不予签收，本次办理已经终止。');
    expect(words).not.toMatch(/拒绝|签署/);
  });

  test('one’s own is, too', () => {
    const words = said(order('signed', 'declined'), { standing: 'has-declined', outcome: 'declined' });
    expect(words).toContain('您已表示不予签收');
    expect(words).not.toMatch(/拒绝|签署/);
  });
});

test('of a pledge all sign, and one refuses to sign', () => {
  const pledge = (state: PartyFacts['state']) => [
    party('county', false, state),
    party('drc', false, 'signed'),
  ];
  expect(said(pledge('signed'), {})).toContain('各方均已签署。');
  expect(said(pledge('in-turn'), {})).toContain('还待签署：county。');
  expect(said(pledge('declined'), { outcome: 'declined' })).toContain('有一方拒绝签署，本次签署已经终止。');
});

describe('while an archival time-stamp is still to be had, who has signed is told that nothing is left to do', () => {
  const all = [party('county', false, 'signed'), party('drc', false, 'signed')];
  const pending = (more: Partial<DocumentFacts>) => said(all, { pendingTimestamp: 'wanted', ...more });
  const STAMP = '待加盖时间戳：时间戳服务可用后，平台加盖存档时间戳';

  test('where nothing waits for it', () => {
    expect(pending({})).toContain(`系统会把结果发邮件告知各方。\n${STAMP}。您不必再做什么。`);
    expect(pending({ discloses: true })).toContain(`文书即将公示，公示后会发邮件告知您。\n${STAMP}。`);
  });

  test('and that the published file is replaced', () => {
    const words = pending({ discloses: true, publicUrl: 'https://example.org' });
    expect(words).toContain(`文书已经公示。\n${STAMP}，并更新公示的文件。您不必再做什么。`);
  });

  test('and what waits for it, where it is required', () => {
    const required = { pendingTimestamp: 'required' } as const;
    const words = pending({ ...required, discloses: true });
    expect(words).toContain(`各方均已签署。\n${STAMP}，然后公示，并发邮件告知您。您不必再做什么。`);
    expect(words).not.toContain('即将公示');
    expect(pending(required)).toContain(`${STAMP}，然后把结果发邮件告知各方。`);
  });

  test('and nothing of it once it is there', () => {
    expect(said(all, {})).not.toContain('时间戳');
  });
});

test('one party alone is not called all parties', () => {
  expect(said([party('drc', false, 'signed')], {})).not.toContain('各方均');
});

test('who has sealed is told what is looked at: a scan, or what the provider gave', () => {
  const parties = [party('county', false, 'in-check')];
  expect(said(parties, { standing: 'in-check', way: 'wet-seal' })).toMatch(/^扫描件已经上传\n.*重新上传/);
  expect(said(parties, { standing: 'in-check', way: 'e-seal' })).toMatch(/^用印结果已经收到\n.*重新申请用印/);
});
