// What differs from verdicts.tsv: what is a fault, and what another release of Debian may say.
import { expect, test } from '@jest/globals';
import { differences, type Row, type VerdictTable } from './verdict-table.ts';

const TOOLS = new Map([
  ['pdfsig', { pinned: false }],
  ['pyHanko', { pinned: true }],
]);
const table = (
  rows: Record<string, Partial<Row>> = {},
  versions: Record<string, string> = {},
): VerdictTable => {
  const all: Record<string, Row> = {
    sound: { ours: 'sound', said: ['valid', 'valid'], reasons: '' },
    'sound-archived': { ours: 'sound', said: ['-', 'valid'], reasons: 'pdfsig: knows no archive' },
    flipped: { ours: 'V7', said: ['valid', '-'], reasons: '' },
  };
  for (const [id, row] of Object.entries(rows)) all[id] = { ...all[id]!, ...row };
  return {
    versions: new Map(Object.entries({ pdfsig: '22.12.0', pyHanko: '0.38.0', ...versions })),
    columns: ['pdfsig', 'pyHanko'],
    rows: new Map(Object.entries(all)),
  };
};
const between = (counted: VerdictTable, told = table()) =>
  differences(counted, told, TOOLS, (column) => column);

test('nothing is to be said of a count that is the table', () => {
  expect(between(table())).toEqual({ faults: [], remarks: [] });
});

test('a row that differs is a fault, of whichever tool in the version of the table', () => {
  expect(between(table({ flipped: { said: ['-', 'valid'] } })).faults).toEqual([
    'flipped: pdfsig says -, in the table valid',
    'flipped: pyHanko says valid, in the table -',
  ]);
});

test("of another version of Debian's tool a row that differs is told, and no fault", () => {
  const { faults, remarks } = between(table({ flipped: { said: ['-', '-'] } }, { pdfsig: '25.3.0' }));
  expect(faults).toEqual([]);
  expect(remarks).toContain('flipped: pdfsig says -, in the table valid');
});

test('another version of a pinned tool is a fault, and so is a tool that is not there', () => {
  expect(between(table({}, { pyHanko: '0.39.0' })).faults).toHaveLength(1);
  expect(between(table({}, { pdfsig: 'absent' })).faults).toHaveLength(1);
});

test('an attack that ours calls sound is a fault, even if the table says so', () => {
  const sound = table({ flipped: { ours: 'sound' } });
  expect(between(sound, sound).faults).toEqual(['flipped: ours says sound']);
});

test('a sound file that a tool refuses without a reason is a fault, whatever the version and the table', () => {
  const refused = table({ sound: { said: ['-', 'valid'] } }, { pdfsig: '25.3.0' });
  expect(between(refused, refused).faults).toEqual(['sound: pdfsig refuses it, and the table has no reason']);
});

test('an attack that only the count or only the table has is a fault', () => {
  const more = table({ another: { ours: 'V5', said: ['-', '-'], reasons: '' } });
  expect(between(more).faults).toEqual(['another: not in the table']);
  expect(between(table(), more).faults).toEqual(['another: in the table only']);
});
