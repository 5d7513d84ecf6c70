// Who may do what with a document, and when.
import { describe, expect, test } from '@jest/globals';
import {
  CODE_TRIES,
  consent,
  decline,
  editDraft,
  open,
  remind,
  renewCodes,
  requestCode,
  retry,
  sign,
  voidDocument,
} from '../../functions/domain/decide.ts';
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import type { EventBody } from '../../functions/domain/event.ts';
import { Refusal, type RefusalCode } from '../../functions/domain/refusal.ts';
import { after as later } from '../../functions/domain/time.ts';
import { brokenAt, canonicalJson, extendTrail } from '../../functions/domain/trail.ts';

const NOW = '2026-11-24T02:00:00.000Z';
const DUE = '2026-12-20T15:59:59.999Z';
const MINUTE = 60_000;
const SUMMARY = { title: '承诺书', town: '小镇', region: '630121' };
const [BASE, NEXT, INPUT] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

const DRAFTED: EventBody = { kind: 'Drafted', type: 'pledge', input: INPUT, summary: SUMMARY };
const issued = (order: Extract<EventBody, { kind: 'Issued' }>['order']): EventBody => ({
  kind: 'Issued',
  number: '1',
  data: INPUT,
  template: INPUT,
  base: BASE,
  issuedOn: '2026-11-24',
  dueAt: DUE,
  order,
  discloses: true,
});
const ISSUED = issued([['drc', 'county', 'enterprise']]);
const CODE: EventBody = { kind: 'CodeRequested', role: 'drc', expiresAt: later(NOW, 10 * MINUTE) };
const REFUSED: EventBody = { kind: 'CodeRefused', role: 'drc' };
const CONSENTED: EventBody = {
  kind: 'Consented',
  role: 'drc',
  consent: 'v1',
  publication: 'p1',
  shown: BASE,
  codeRound: 1,
};
const SIGNED: EventBody = { kind: 'Signed', role: 'drc', revision: NEXT, serial: '01', signedAt: NOW };

const given = (...events: EventBody[]): DocumentState =>
  fold(extendTrail([], events, NOW, { kind: 'workflow' }));
const refused = (work: () => unknown): RefusalCode | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const act = (right: boolean, change: object = {}) => ({
  role: 'drc' as const,
  consent: 'v1',
  currentConsent: 'v1',
  publication: 'p1',
  currentPublication: 'p1',
  shown: BASE,
  isCode: () => right,
  ...change,
});

describe('a draft', () => {
  test('can be edited; the same input again changes nothing', () => {
    expect(editDraft(given(DRAFTED), NEXT, SUMMARY)).toEqual([
      { kind: 'DraftEdited', input: NEXT, summary: SUMMARY },
    ]);
    expect(editDraft(given(DRAFTED), INPUT, SUMMARY)).toEqual([]);
  });

  test('that was issued cannot be edited', () => {
    expect(refused(() => editDraft(given(DRAFTED, ISSUED), NEXT, SUMMARY))).toBe('document.not-draft');
  });
});

describe('a party', () => {
  test('is seen to open its link each time, and at most twenty times', () => {
    const opened: EventBody = { kind: 'Opened', role: 'drc' };
    expect(open(given(DRAFTED, ISSUED), 'drc')).toEqual([opened]);
    expect(open(given(DRAFTED, ISSUED, ...Array(19).fill(opened)), 'drc')).toEqual([opened]);
    expect(open(given(DRAFTED, ISSUED, ...Array(20).fill(opened)), 'drc')).toEqual([]);
    const events = extendTrail([], [DRAFTED, ISSUED, opened], NOW, { kind: 'workflow' });
    const again = extendTrail(events, [opened], later(NOW, MINUTE), { kind: 'workflow' });
    expect(fold([...events, ...again]).parties.drc.openedAt).toBe(NOW);
  });

  test('signs with the right code', () => {
    expect(consent(given(DRAFTED, ISSUED, CODE), act(true), NOW)).toEqual({ events: [CONSENTED] });
  });

  test('who sends the same submission again signs once', () => {
    expect(consent(given(DRAFTED, ISSUED, CODE, CONSENTED), act(true), NOW)).toEqual({ events: [] });
    expect(refused(() => consent(given(DRAFTED, ISSUED, CODE, CONSENTED), act(false), NOW))).toBe(
      'party.already-signed',
    );
  });

  test('has five tries for a code, each counted, and may ask for another', () => {
    const tried = (times: number) => given(DRAFTED, ISSUED, CODE, ...Array(times).fill(REFUSED));
    expect(consent(tried(0), act(false), NOW)).toMatchObject({
      events: [REFUSED],
      refusal: { code: 'code.wrong' },
    });
    expect(consent(tried(CODE_TRIES - 1), act(false), NOW)).toMatchObject({
      events: [REFUSED],
      refusal: { code: 'code.exhausted' },
    });
    expect(refused(() => consent(tried(CODE_TRIES), act(true), NOW))).toBe('code.exhausted');
    const another = given(DRAFTED, ISSUED, CODE, ...Array(CODE_TRIES).fill(REFUSED), CODE);
    expect(consent(another, act(true), NOW).events).toMatchObject([{ kind: 'Consented', codeRound: 2 }]);
  });

  test('cannot use a code after ten minutes', () => {
    expect(refused(() => consent(given(DRAFTED, ISSUED, CODE), act(true), later(NOW, 10 * MINUTE)))).toBe(
      'code.expired',
    );
  });

  test.each([
    ['without a code', [DRAFTED, ISSUED], {}, 'code.missing'],
    ['having seen another file', [DRAFTED, ISSUED, CODE], { shown: INPUT }, 'shown.mismatch'],
    [
      'agreeing to words of an earlier version',
      [DRAFTED, ISSUED, CODE],
      { consent: 'v0' },
      'consent.outdated',
    ],
    [
      'what is published without the consent to publication',
      [DRAFTED, ISSUED, CODE],
      { publication: '' },
      'consent.publication-missing',
    ],
    [
      'agreeing to publication in words of an earlier version',
      [DRAFTED, ISSUED, CODE],
      { publication: 'p0' },
      'consent.outdated',
    ],
    [
      'after the document was voided',
      [DRAFTED, ISSUED, CODE, { kind: 'Voided', reason: INPUT }],
      {},
      'document.not-signing',
    ],
    ['before the document was issued', [DRAFTED], {}, 'document.not-signing'],
  ] as [string, EventBody[], object, RefusalCode][])('cannot sign %s', (_, events, change, code) => {
    expect(refused(() => consent(given(...events), act(true, change), NOW))).toBe(code);
  });

  test('cannot sign after the last day', () => {
    expect(refused(() => consent(given(DRAFTED, ISSUED, CODE), act(true), DUE))).toBe('document.not-signing');
  });

  test('may have seen the file before another party signed it', () => {
    const state = given(DRAFTED, ISSUED, CODE, CONSENTED, SIGNED, { ...CODE, role: 'county' } as EventBody);
    expect(consent(state, act(true, { role: 'county' }), NOW).events).toMatchObject([
      { kind: 'Consented', role: 'county', shown: BASE },
    ]);
  });

  test('of a later stage waits for the earlier', () => {
    const staged = issued([['enterprise'], ['county', 'drc']]);
    expect(refused(() => requestCode(given(DRAFTED, staged), 'drc', NOW))).toBe('party.not-in-turn');
    expect(requestCode(given(DRAFTED, staged), 'enterprise', NOW)).toHaveLength(1);
  });

  test('is given five codes an hour at most', () => {
    expect(
      refused(() => requestCode(given(DRAFTED, ISSUED, ...Array(5).fill(CODE)), 'drc', later(NOW, MINUTE))),
    ).toBe('code.too-many');
    expect(
      requestCode(given(DRAFTED, ISSUED, ...Array(5).fill(CODE)), 'drc', later(NOW, 61 * MINUTE)),
    ).toHaveLength(1);
  });

  test('cannot fill the document with codes: thirty are given in all', () => {
    const many = given(DRAFTED, ISSUED, ...Array(30).fill(CODE));
    expect(refused(() => requestCode(many, 'drc', later(NOW, 25 * 60 * MINUTE)))).toBe('code.used-up');
  });

  const RENEWED: EventBody = { kind: 'CodesRenewed', role: 'drc' };

  test('whose codes are used up is given ten more by staff, twice, and at once', () => {
    const inAnHour = [DRAFTED, ISSUED, ...Array(5).fill(CODE)];
    expect(renewCodes(given(...inAnHour), 'drc', NOW)).toEqual([RENEWED]);
    expect(requestCode(given(...inAnHour, RENEWED), 'drc', NOW)).toHaveLength(1);
    expect(refused(() => renewCodes(given(...inAnHour, RENEWED), 'drc', NOW))).toBe('code.not-limited');

    const inAll = [DRAFTED, ISSUED, ...Array(30).fill(CODE)];
    const tomorrow = later(NOW, 25 * 60 * MINUTE);
    expect(requestCode(given(...inAll, RENEWED), 'drc', tomorrow)).toHaveLength(1);
    const more = [...inAll, RENEWED, ...Array(10).fill(CODE)];
    expect(refused(() => requestCode(given(...more), 'drc', tomorrow))).toBe('code.used-up');
    expect(renewCodes(given(...more), 'drc', tomorrow)).toEqual([RENEWED]);
    const last = given(...more, RENEWED, ...Array(10).fill(CODE));
    expect(refused(() => renewCodes(last, 'drc', tomorrow))).toBe('code.renewals-used-up');
  });

  test('that is given more codes has no more tries for the code it has', () => {
    const exhausted = given(DRAFTED, ISSUED, ...Array(5).fill(CODE), ...Array(5).fill(REFUSED), RENEWED);
    expect(refused(() => consent(exhausted, act(true), NOW))).toBe('code.exhausted');
  });

  test('may decline while it may sign, and not after', () => {
    const declining = { role: 'drc' as const, reason: INPUT, isCode: () => true };
    expect(decline(given(DRAFTED, ISSUED, CODE), declining, NOW)).toEqual({
      events: [{ kind: 'Declined', role: 'drc', reason: INPUT, codeRound: 1 }],
    });
    expect(refused(() => decline(given(DRAFTED, ISSUED, CODE, CONSENTED), declining, NOW))).toBe(
      'party.already-signed',
    );
  });

  test('declines with a code only, and a wrong one counts as a try', () => {
    const declining = (right: boolean) => ({ role: 'drc' as const, reason: INPUT, isCode: () => right });
    expect(refused(() => decline(given(DRAFTED, ISSUED), declining(true), NOW))).toBe('code.missing');
    const wrong = decline(given(DRAFTED, ISSUED, CODE), declining(false), NOW);
    expect(wrong).toMatchObject({ events: [REFUSED], refusal: { code: 'code.wrong' } });
    const exhausted = given(DRAFTED, ISSUED, CODE, ...Array(CODE_TRIES).fill(REFUSED));
    expect(refused(() => decline(exhausted, declining(true), NOW))).toBe('code.exhausted');
    const late = later(NOW, 10 * MINUTE);
    expect(refused(() => decline(given(DRAFTED, ISSUED, CODE), declining(true), late))).toBe('code.expired');
  });

  test('is reminded once an hour at most', () => {
    expect(remind(given(DRAFTED, ISSUED), 'drc', NOW)).toEqual([{ kind: 'Reminded', role: 'drc' }]);
    expect(
      refused(() =>
        remind(given(DRAFTED, ISSUED, { kind: 'Reminded', role: 'drc' }), 'drc', later(NOW, MINUTE)),
      ),
    ).toBe('reminder.too-soon');
  });
});

describe('a signature', () => {
  const made = {
    role: 'drc' as const,
    codeRound: 1,
    base: BASE,
    revision: NEXT,
    serial: '01',
    signedAt: NOW,
  };

  test('counts on the current revision only', () => {
    expect(sign(given(DRAFTED, ISSUED, CODE, CONSENTED), made)).toEqual([SIGNED]);
    expect(refused(() => sign(given(DRAFTED, ISSUED, CODE, CONSENTED), { ...made, base: INPUT }))).toBe(
      'document.changed',
    );
  });

  test('counts for the act that it was made for', () => {
    const acted = given(DRAFTED, ISSUED, CODE, CONSENTED);
    expect(refused(() => sign(acted, { ...made, codeRound: 2 }))).toBe('document.changed');
    expect(refused(() => sign(given(DRAFTED, ISSUED, CODE), made))).toBe('document.changed');
  });

  test('of a party counts once', () => {
    expect(sign(given(DRAFTED, ISSUED, CODE, CONSENTED, SIGNED), made)).toEqual([]);
  });
});

describe('a document', () => {
  test('can be voided until all have signed', () => {
    expect(voidDocument(given(DRAFTED, ISSUED), INPUT)).toEqual([{ kind: 'Voided', reason: INPUT }]);
    expect(refused(() => voidDocument(given(DRAFTED, ISSUED, { kind: 'Completed' }), INPUT))).toBe(
      'document.closed',
    );
  });

  test('that is stuck can be tried again', () => {
    const stuck = given(DRAFTED, ISSUED, { kind: 'Stuck', job: 'publish', code: 'x' });
    expect(retry(stuck)).toEqual([{ kind: 'Retried' }]);
    expect(refused(() => retry(given(DRAFTED, ISSUED)))).toBe('document.not-stuck');
  });
});

describe('the trail', () => {
  const trail = extendTrail([], [DRAFTED, ISSUED, CODE], NOW, { kind: 'workflow' });

  test('is sound as it was written', () => {
    expect(brokenAt(trail)).toBeUndefined();
  });

  test.each([0, 1])('shows that event %i was changed, left out or exchanged', (index) => {
    const changed = trail.map((event, at) =>
      at === index ? { ...event, at: '2026-11-24T02:00:00.001Z' } : event,
    );
    expect(brokenAt(changed)).toBe(index + 2);
    expect(brokenAt(trail.toSpliced(index, 1))).toBe(index + 1);
    expect(brokenAt(trail.toSpliced(index, 2, trail[index + 1]!, trail[index]!))).toBe(index + 1);
  });

  test('is digested over canonical JSON: keys sorted, no white space, RFC 8785 §3.2.3', () => {
    expect(canonicalJson({ '€': 'Euro', '\r': 1, a: [true, null, 1e21], A: { b: 0.1, a: undefined } })).toBe(
      '{"\\r":1,"A":{"b":0.1},"a":[true,null,1e+21],"€":"Euro"}',
    );
  });
});
