// What may happen to a party that signs on paper or with a provider's seal, and what its codes and forms say.
import { describe, expect, test } from '@jest/globals';
import {
  claimSeal,
  confirmScan,
  noteSeal,
  readScan,
  refuseScan,
} from '../../functions/domain/decide-ways.ts';
import { mayBePublished } from '../../functions/domain/document-questions.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { EventBody } from '../../functions/domain/event.ts';
import { offering } from '../../functions/domain/offered-ways.ts';
import { platformSubject, wayOfSubject } from '../../functions/domain/platform-mark.ts';
import { printCode, readPrintCode } from '../../functions/domain/print-code.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { issuedThen as issued } from './issued-state.ts';

const AT = '2026-11-24T02:00:00.000Z';
const STAFF = { kind: 'staff', id: 's', organization: '西宁市发展和改革委员会' } as const;
const SCAN = 'a'.repeat(64);
const role = 'enterprise' as const;

const issuedThen = (...bodies: EventBody[]) => issued(bodies, { by: STAFF });

const received: EventBody = { kind: 'ScanReceived', role, scan: SCAN, size: 1, codeRound: 1 };
const read: EventBody = { kind: 'ScanRead', role, scan: SCAN, finding: 'no-code', pages: 3 };
const code = (decide: () => unknown): string => {
  try {
    decide();
    return 'no refusal';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a scan', () => {
  test('is confirmed by staff only when the machine has read it, and only the one that they saw', () => {
    const seen = { role, scan: SCAN, checked: true };
    expect(code(() => confirmScan(issuedThen(received), seen))).toBe('scan.none');
    expect(code(() => confirmScan(issuedThen(received, read), { ...seen, scan: 'b' }))).toBe(
      'document.changed',
    );
    expect(code(() => confirmScan(issuedThen(received, read), { ...seen, checked: false }))).toBe(
      'scan.unchecked',
    );
    const [confirmed] = confirmScan(issuedThen(received, read), seen);
    const state = issuedThen(received, read, confirmed!);
    expect(state.parties.enterprise.other?.scan?.confirmed).toEqual({
      at: AT,
      organization: STAFF.organization,
    });
    expect(confirmScan(state, seen)).toEqual([]);
    expect(code(() => refuseScan(state, role, SCAN, 'r'))).toBe('scan.none');
  });

  test('of another document is sent back as it is read; read a second time it changes nothing', () => {
    const found = { role, scan: SCAN, pages: 1, looked: 1, finding: 'other-document' as const };
    expect(readScan(issuedThen(received), found).map(({ kind }) => kind)).toEqual([
      'ScanRead',
      'ScanRefused',
    ]);
    expect(readScan(issuedThen(received, read), found)).toEqual([]);
    expect(readScan(issuedThen(received), { ...found, scan: 'b' })).toEqual([]);
  });
});

test('what a provider says of a request that is over changes nothing', () => {
  const begun: EventBody[] = [
    { kind: 'SealRequested', role: 'county', codeRound: 1 },
    { kind: 'SealBegun', role: 'county', revision: 'b', reference: 'R-1', page: 'p' },
  ];
  const sealed = { kind: 'sealed', evidence: 'e', seal: '1', provider: 'x', sealedAt: AT } as const;
  expect(noteSeal(issuedThen(...begun), 'county', 'R-0', sealed)).toEqual([]);
  const [event] = noteSeal(issuedThen(...begun), 'county', 'R-1', sealed);
  expect(event).toMatchObject({ kind: 'SealReceived', evidence: 'e' });
  expect(noteSeal(issuedThen(...begun, event!), 'county', 'R-1', { kind: 'pending' })).toEqual([]);
});

test('a party says that it has sealed once a minute, and thirty times in all, over all its requests', () => {
  const begun: EventBody[] = [
    { kind: 'SealRequested', role: 'county', codeRound: 1 },
    { kind: 'SealBegun', role: 'county', revision: 'b', reference: 'R-1', page: 'p' },
  ];
  const claimed: EventBody = { kind: 'SealClaimed', role: 'county' };
  const pending: EventBody = { kind: 'SealPending', role: 'county' };
  const refused: EventBody = { kind: 'SealRefused', role: 'county', finding: 'refused' };
  const later = '2026-11-24T02:01:00.000Z';
  expect(claimSeal(issuedThen(...begun), 'county', AT)).toEqual([claimed]);
  expect(claimSeal(issuedThen(...begun, claimed), 'county', later)).toEqual([]);
  const asked = issuedThen(...begun, claimed, pending);
  expect(code(() => claimSeal(asked, 'county', '2026-11-24T02:00:59.999Z'))).toBe('seal.too-soon');
  expect(claimSeal(asked, 'county', later)).toEqual([claimed]);
  const often = Array.from({ length: 29 }, () => [claimed, pending]).flat();
  const most = issuedThen(...begun, ...often, refused, ...begun);
  expect(claimSeal(most, 'county', later)).toEqual([claimed]);
  const used = issuedThen(...begun, ...often, refused, ...begun, claimed, pending);
  expect(code(() => claimSeal(used, 'county', later))).toBe('seal.claims-used-up');
});

test('a document is published unless a way was recorded as one that does not suffice', () => {
  const state = issuedThen();
  expect(mayBePublished(state)).toBe(true);
  expect(mayBePublished({ ...state, issue: { ...state.issue!, insufficient: ['county'] } })).toBe(false);
});

describe('the code of a print version', () => {
  const secret = new Uint8Array(32).fill(1);
  const printed = { document: 'abcdefghij', role, revision: 'c'.repeat(64) };

  test('is read as it was made, and needs only the characters of the small alphabet', () => {
    const text = printCode(secret, printed);
    expect(text).toMatch(/^[0-9A-Z $%*+./:-]+$/);
    expect(readPrintCode(secret, text)).toEqual(printed);
  });

  test('that was changed, or made under another secret, is none', () => {
    const text = printCode(secret, printed);
    expect(readPrintCode(secret, text.replace('CCC', 'CCD'))).toBeUndefined();
    expect(readPrintCode(secret, text.replace('ENTERPRISE', 'COUNTY'))).toBeUndefined();
    expect(readPrintCode(new Uint8Array(32), text)).toBeUndefined();
    expect(readPrintCode(secret, 'https://example.com')).toBeUndefined();
  });
});

test('a certificate tells the platform’s word from a party’s own signature', () => {
  expect(wayOfSubject(platformSubject('wet-seal', '甲'))).toBe('wet-seal');
  expect(wayOfSubject(platformSubject('e-seal', '甲'))).toBe('e-seal');
  expect(wayOfSubject({ organizationCode: '11630000015000185Y' })).toBe('link');
});

test('a form offers only the ways that the office is set up for, and nothing else of it changes', () => {
  const ways = (type: Pick<DocumentType, 'form'>) =>
    JSON.stringify(type.form).match(/"value":"(link|wet-seal|e-seal)"/g)?.length;
  expect(ways(PLEDGE)).toBe(9);
  const narrowed = offering(PLEDGE as DocumentType, ['link', 'wet-seal']);
  expect(ways(narrowed)).toBe(6);
  expect(Object.keys(narrowed.form.fields)).toEqual(Object.keys(PLEDGE.form.fields));
  expect(offering(PLEDGE as DocumentType, ['link', 'wet-seal', 'e-seal'])).toBe(PLEDGE);
});
