// A code is good for one act: whatever it was used for, another act asks for another code, and the same one sent again,
// because its answer was lost, is answered as it was.
import { describe, expect, test } from '@jest/globals';
import { type Consent, consent, decline } from '../../functions/domain/decide.ts';
import { mayJoin, requestSeal, storePart } from '../../functions/domain/decide-ways.ts';
import type { EventBody } from '../../functions/domain/event.ts';
import type { Role } from '../../functions/domain/party.ts';
import { issuedThen as issued } from './issued-state.ts';

const AT = '2026-11-24T02:00:00.000Z';
const REASON = 'e'.repeat(64);
const PART = 'a'.repeat(64);
const OTHER_PART = 'b'.repeat(64);
const SCAN = 'c'.repeat(64);

const issuedThen = (...bodies: EventBody[]) => issued(bodies, { discloses: false });

const asked = (role: Role): EventBody => ({
  kind: 'CodeRequested',
  role,
  expiresAt: '2026-11-24T02:10:00.000Z',
});

/** Somebody who types the code of that round. */
const typing = (role: Role, code = 1) => ({ role, isCode: (round: number) => round === code });
const unpublished = { publication: '', currentPublication: 'p1' };
const signing = (change: Partial<Consent> = {}): Consent => ({
  ...typing('drc'),
  ...unpublished,
  consent: 'v1',
  currentConsent: 'v1',
  shown: 'b',
  ...change,
});
const declining = (role: Role) => ({ ...typing(role), reason: REASON });
const sending = (parts: string[], code = 1) => ({ ...typing('enterprise', code), ...unpublished, parts });
const storing = (part: string, code = 1) => ({ ...typing('enterprise', code), part, size: 9 });

const refused = (decide: () => unknown): string => {
  try {
    decide();
    return 'no refusal';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const part = (digest: string, codeRound = 1): EventBody => ({
  kind: 'PartStored',
  role: 'enterprise',
  part: digest,
  size: 9,
  codeRound,
});
const received: EventBody = { kind: 'ScanReceived', role: 'enterprise', scan: SCAN, size: 9, codeRound: 1 };
const back: EventBody = { kind: 'ScanRefused', role: 'enterprise', scan: SCAN };
const sealed: EventBody = { kind: 'SealRequested', role: 'county', codeRound: 1 };
const unsealed: EventBody = { kind: 'SealRefused', role: 'county', finding: 'refused' };

describe('a code that was used', () => {
  test('for a part of a scan takes more parts and the scan, and declines nothing', () => {
    const begun = issuedThen(asked('enterprise'), part(PART));
    expect(storePart(begun, storing(OTHER_PART), AT).events).toHaveLength(1);
    expect(mayJoin(begun, sending([PART]), AT)).toMatchObject({ round: 1 });
    expect(refused(() => decline(begun, declining('enterprise'), AT))).toBe('code.used');
    const anew = issuedThen(asked('enterprise'), part(PART), asked('enterprise'));
    expect(decline(anew, { ...declining('enterprise'), ...typing('enterprise', 2) }, AT).events).toHaveLength(
      1,
    );
  });

  test('for a scan takes no other scan when that one was sent back, and declines nothing', () => {
    const sent = [asked('enterprise'), part(PART), part(OTHER_PART), received];
    expect(refused(() => decline(issuedThen(...sent), declining('enterprise'), AT))).toBe('code.used');
    const returned = issuedThen(...sent, back);
    expect(refused(() => decline(returned, declining('enterprise'), AT))).toBe('code.used');
    expect(refused(() => storePart(returned, storing('d'.repeat(64)), AT))).toBe('code.used');
  });

  test('for a seal asks for no second one when that was refused, and declines nothing', () => {
    const pending = issuedThen(asked('county'), sealed);
    expect(refused(() => decline(pending, declining('county'), AT))).toBe('code.used');
    const returned = issuedThen(asked('county'), sealed, unsealed);
    const again = () => requestSeal(returned, { ...typing('county'), ...unpublished }, AT);
    expect(refused(again)).toBe('code.used');
    expect(refused(() => decline(returned, declining('county'), AT))).toBe('code.used');
  });

  test('is of no use to guess at: what is typed is not weighed', () => {
    const begun = issuedThen(asked('enterprise'), part(PART));
    const wrong = { ...declining('enterprise'), isCode: () => false };
    expect(refused(() => decline(begun, wrong, AT))).toBe('code.used');
  });
});

describe('sent again, because its answer was lost', () => {
  test('a consent, word for word, changes nothing, even when the document is signed; another one is refused', () => {
    const [consented] = consent(issuedThen(asked('drc')), signing(), AT).events;
    const state = issuedThen(asked('drc'), consented!);
    expect(consent(state, signing(), AT)).toEqual({ events: [] });
    for (const change of [{ shown: 'other' }, { consent: 'v0' }, typing('drc', 2)])
      expect(refused(() => consent(state, signing(change), AT))).toBe('party.already-signed');
    const signed: EventBody = {
      kind: 'Signed',
      role: 'drc',
      revision: 'next',
      serial: '01',
      signedAt: AT,
    };
    expect(consent(issuedThen(asked('drc'), consented!, signed), signing(), AT)).toEqual({ events: [] });
  });

  test('a declining changes nothing, with its code only', () => {
    const [declined] = decline(issuedThen(asked('drc')), declining('drc'), AT).events;
    const state = issuedThen(asked('drc'), declined!);
    expect(decline(state, declining('drc'), AT)).toEqual({ events: [] });
    expect(refused(() => decline(state, { ...declining('drc'), isCode: () => false }, AT))).toBe(
      'document.not-signing',
    );
  });

  test('a scan and its parts change nothing, while it waits, when it was sent back and after its code has expired', () => {
    const sent = [asked('enterprise'), part(PART), received];
    const later = '2026-11-24T03:00:00.000Z';
    for (const state of [issuedThen(...sent), issuedThen(...sent, back)])
      for (const now of [AT, later]) {
        expect(storePart(state, storing(PART), now)).toEqual({ events: [] });
        expect(mayJoin(state, sending([PART]), now)).toEqual({ events: [], sent: SCAN });
        expect(refused(() => mayJoin(state, sending([OTHER_PART]), now))).toBe('scan.incomplete');
      }
    // Another code: another scan.
    expect(refused(() => storePart(issuedThen(...sent), storing(PART, 2), AT))).toBe('scan.pending');
  });

  test('a request for a seal changes nothing while it is under way', () => {
    const again = requestSeal(
      issuedThen(asked('county'), sealed),
      { ...typing('county'), ...unpublished },
      AT,
    );
    expect(again).toEqual({ events: [] });
    expect(
      refused(() =>
        requestSeal(issuedThen(asked('county'), sealed), { ...typing('county', 2), ...unpublished }, AT),
      ),
    ).toBe('seal.pending');
  });
});
