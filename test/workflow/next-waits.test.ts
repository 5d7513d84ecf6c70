// How long what came in time is waited for when the term has ended, and what a signature that cannot be made holds up.
import { expect, test } from '@jest/globals';
import type { EventBody } from '../../functions/domain/event.ts';
import { next } from '../../functions/workflow/next.ts';
import { issuedThen as issued } from '../domain/issued-state.ts';

const AT = '2026-11-24T02:00:00.000Z';
const DUE = '2026-12-20T15:59:59.999Z';
const A_MINUTE_ON = '2026-12-20T16:00:59.999Z';
const TEN_DAYS_ON = '2026-12-30T15:59:59.999Z';
const DIGEST = 'a'.repeat(64);

const issuedThen = (...bodies: EventBody[]) => issued(bodies);

const expire = { job: { verb: 'expire' } };
const scanned: EventBody[] = [
  { kind: 'PrintMade', role: 'enterprise', revision: 'b', print: 'p' },
  { kind: 'ScanReceived', role: 'enterprise', scan: DIGEST, size: 1, codeRound: 1 },
  { kind: 'ScanRead', role: 'enterprise', scan: DIGEST, finding: 'no-code', pages: 1 },
];
const sealed: EventBody[] = [
  { kind: 'PrintMade', role: 'enterprise', revision: 'b', print: 'p' },
  { kind: 'SealRequested', role: 'county', codeRound: 1 },
  { kind: 'SealBegun', role: 'county', revision: 'b', reference: 'R-1', page: 'p' },
  { kind: 'SealReceived', role: 'county', evidence: 'e', seal: '1', provider: 'x', sealedAt: AT },
];
const stuck: EventBody = { kind: 'Stuck', job: 'sign county', code: 'UnsoundRevision' };

test('a scan that staff do not look at keeps the document open for ten days after its term, not for ever', () => {
  expect(next(issuedThen(...scanned), DUE)).toEqual({ wakeAt: TEN_DAYS_ON });
  expect(next(issuedThen(...scanned), TEN_DAYS_ON)).toEqual(expire);
  expect(next(issuedThen(...scanned.slice(0, 1)), DUE)).toEqual({ wakeAt: A_MINUTE_ON });
  expect(next(issuedThen(...scanned.slice(0, 1)), A_MINUTE_ON)).toEqual(expire);
});

test('a seal that cannot be signed for ends with the document ten days after its term, unless it is tried again', () => {
  expect(next(issuedThen(...sealed, stuck), DUE)).toEqual({ wakeAt: TEN_DAYS_ON });
  expect(next(issuedThen(...sealed, stuck), TEN_DAYS_ON)).toEqual(expire);
  const again = issuedThen(...sealed, stuck, { kind: 'Retried' });
  expect(next(again, TEN_DAYS_ON)).toEqual({ job: { verb: 'sign', role: 'county' } });
});

test('a seal that waits for the platform to issue certificates again ends with nothing, as a consent does not', () => {
  const away = (job: string): EventBody => ({ kind: 'Stuck', job, code: 'authority.unavailable' });
  const retried = { job: { verb: 'sign', role: 'county' } };
  expect(next(issuedThen(...sealed, away('sign county')), TEN_DAYS_ON)).toEqual(retried);
  const consented: EventBody = { kind: 'Consented', role: 'drc', consent: 'c', shown: 'b', codeRound: 1 };
  const both = issuedThen(...sealed, consented, { ...stuck, job: 'sign drc' }, away('sign county'));
  expect(next(both, TEN_DAYS_ON)).toEqual(retried);
});

test('a seal that cannot be signed for holds up no other party; a consent in time is honoured', () => {
  const consented: EventBody = {
    kind: 'Consented',
    role: 'drc',
    consent: 'c',
    shown: 'b',
    codeRound: 1,
  };
  const other: EventBody = { kind: 'ScanConfirmed', role: 'enterprise', scan: DIGEST };
  const sign = (role: string) => ({ job: { verb: 'sign', role } });
  expect(next(issuedThen(...sealed, consented, stuck), TEN_DAYS_ON)).toEqual(sign('drc'));
  expect(next(issuedThen(...sealed, ...scanned, other, stuck), DUE)).toEqual(sign('enterprise'));
});
