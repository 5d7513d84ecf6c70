// What only a receipt of service asks.
import { expect, test } from '@jest/globals';
import { SERVICE_RECEIPT } from '../../templates/service-receipt/service-receipt.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';
import { wordingOf } from './wording.ts';

const problems = (changes: Changes) => problemsOf(SERVICE_RECEIPT, changes);
const page = (changes: Changes) => wordingOf(SERVICE_RECEIPT, changes).replace(/\s/g, '');

const PLACE = '大通回族土族自治县桥头镇人民路146号';
const LEFT = {
  'service.method': 'left',
  'service.confirmation': undefined,
  'service.place': PLACE,
  refusal: { reason: '门卫以负责人不在为由拒绝接收', proof: '桥头镇某社区居民委员会主任马英，在场见证' },
};

test('electronic service needs a signed confirmation, and its place is the one confirmed', () => {
  expect(problems({ 'service.confirmation': undefined })).toEqual([
    'service.confirmation service.unconfirmed',
  ]);
  expect(problems({ 'service.place': PLACE })).toEqual(['service.place service.place-electronic']);
  expect(problems({ 'service.confirmation': '送确1号' })).toEqual(['service.confirmation text.pattern']);
});

test.each(['direct', 'post'])('%s service has a place and no confirmation', (method) => {
  const changes = { 'service.method': method, 'service.confirmation': undefined };
  expect(problems({ ...changes, 'service.place': PLACE })).toEqual([]);
  expect(problems(changes)).toEqual(['service.place service.place']);
  expect(problems({ 'service.method': method, 'service.place': PLACE })).toEqual([
    'service.confirmation service.not-electronic',
  ]);
});

test('who refuses gets the document left, with the reason and a witness or a record', () => {
  expect(problems(LEFT)).toEqual([]);
  expect(problems({ ...LEFT, refusal: undefined })).toEqual(['refusal.reason refusal.missing']);
  expect(problems({ ...LEFT, refusal: { reason: LEFT.refusal.reason } })).toEqual(['refusal.proof required']);
  expect(problems({ refusal: LEFT.refusal })).toEqual(['service.method refusal.not-left']);
});

test('who refused is not asked to sign, and the receipt says what took the place of the signature', () => {
  const value = sampleValue(SERVICE_RECEIPT, LEFT);
  expect(SERVICE_RECEIPT.parties(value).map(({ role }) => role)).toEqual(['drc']);
  expect(SERVICE_RECEIPT.order(value)).toEqual([['drc']]);
  for (const said of [LEFT.refusal.reason, LEFT.refusal.proof, PLACE, '视为送达']) {
    expect(page(LEFT)).toContain(said);
  }
  expect(page(LEFT)).not.toMatch(/签收|field="enterprise"/);
  expect(page({})).not.toMatch(/拒收|视为送达/);
});

test('the commission signs before the recipient acknowledges receipt', () => {
  expect(SERVICE_RECEIPT.order(sampleValue(SERVICE_RECEIPT))).toEqual([['drc'], ['enterprise']]);
  expect(SERVICE_RECEIPT.receivers).toEqual(['county', 'enterprise']);
});

test('it was received after it was made and not after today', () => {
  expect(problems({ 'service.date': '2026-11-24' })).toEqual([]);
  expect(problems({ 'service.date': '2026-11-25' })).toEqual(['service.date service.future']);
  expect(problems({ 'service.date': '2026-11-19' })).toEqual(['service.date service.before-document']);
  expect(problems({ 'related.date': '2026-11-25' })).toContain('related.date related.future');
});

test('the hour is one of the day, and is printed without leading zeros', () => {
  for (const time of ['24:00', '9:05', '15：30']) {
    expect(problems({ 'service.time': time })).toEqual(['service.time text.pattern']);
  }
  expect(page({ 'service.time': '09:05' })).toContain('2026年11月23日9时5分');
});

test('the document served is named as it is numbered', () => {
  for (const number of ['宁发改改通[2026]4号', '宁发改改通〔2026〕第4号', '宁发改改通〔2026〕04号']) {
    expect(problems({ 'related.number': number })).toEqual(['related.number text.pattern']);
  }
  expect(problems({ 'related.title': '《限期整改通知书》' })).toEqual(['related.title related.title-marks']);
});

test('one recipient each', () => {
  const { county } = sampleValue(SERVICE_RECEIPT, { 'parties.county.person': '李生福' }).parties;
  expect(problems({ 'parties.enterprise': undefined })).toEqual(['parties.county party.neither']);
  expect(problems({ 'parties.county': { ...county! } })).toEqual(['parties.enterprise party.both']);
});
