// What a companion document takes over from the one it goes with.
import { describe, expect, test } from '@jest/globals';
import { carryOver } from '../../../functions/domain/form/carry-over.ts';
import type { GroupField } from '../../../functions/domain/form/field.ts';

const text = (maxLength = 40) => ({ kind: 'text', label: '', maxLength }) as const;
const group = (fields: GroupField['fields']): GroupField => ({ kind: 'group', label: '', fields });

const FROM = group({
  region: group({ county: { kind: 'region', label: '', level: 'county' } }),
  town: group({
    name: text(),
    area: { kind: 'area', label: '' },
    shops: { kind: 'rows', label: '', min: 0, max: 3, row: group({ name: text() }) },
  }),
  parties: group({ drc: group({ organization: text(), email: { kind: 'email', label: '' } }) }),
  office: group({ mark: text(), authority: text(), copies: text() }),
  signing: group({ signBy: { kind: 'date', label: '' } }),
});
const INPUT = {
  region: { county: '630121' },
  town: { name: '老爷山小镇', area: '1.5', shops: [{ name: '甲' }] },
  parties: { drc: { organization: '西宁市发改委', email: 'a@example.gov.cn' } },
  office: { mark: '宁发改', authority: '经市政府同意', copies: '省发展改革委' },
  signing: { signBy: '2026-12-20' },
};

describe('a companion document', () => {
  test('takes over who and where, and neither dates, lists nor an authority given for one document', () => {
    expect(carryOver(FROM, INPUT, FROM)).toEqual({
      region: INPUT.region,
      town: { name: '老爷山小镇', area: '1.5' },
      parties: INPUT.parties,
      office: { mark: '宁发改', copies: '省发展改革委' },
    });
  });

  test('takes nothing into a field that it has not, that is of another kind, or in which it does not read', () => {
    const to = group({
      region: { kind: 'text', label: '', maxLength: 9 },
      town: group({ name: text(2), area: text() }),
      parties: group({ drc: group({ organization: text() }), county: group({ organization: text() }) }),
    });
    expect(carryOver(FROM, INPUT, to)).toEqual({ parties: { drc: { organization: '西宁市发改委' } } });
  });

  test('names the document it goes with, where its form asks for that and as far as it reads there', () => {
    const named = { title: '限期整改通知书', number: '宁发改改通〔2026〕1号', date: '2026-09-10' };
    const date = { kind: 'date', label: '' } as const;
    const to = group({ related: group({ title: text(), number: text(), date }) });
    expect(carryOver(FROM, INPUT, to, named)).toEqual({ related: named });
    expect(carryOver(FROM, INPUT, to)).toEqual({});
    expect(carryOver(FROM, INPUT, FROM, named)).not.toHaveProperty('related');
    const other = group({ related: group({ title: text(4), number: date, date: text() }) });
    expect(carryOver(FROM, INPUT, other, named)).toEqual({});
    const numbered = group({ related: group({ number: text() }) });
    expect(carryOver(FROM, INPUT, numbered, named)).toEqual({ related: { number: named.number } });
  });

  test('takes only what was typed itself, whatever the names', () => {
    const odd = group({ constructor: text(), town: group({ toString: text() }) });
    expect(carryOver(odd, { town: {} }, odd)).toEqual({});
    expect(carryOver(FROM, { town: '老爷山小镇', parties: [] }, FROM)).toEqual({});
  });
});
