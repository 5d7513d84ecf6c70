// PDF syntax without tolerance.
import { describe, expect, test } from '@jest/globals';
import { PdfReader } from '../../functions/sign/pdf-reader.ts';
import { isKind, textOf } from '../../functions/sign/pdf-values.ts';
import { writeText, writeValue } from '../../functions/sign/pdf-writer.ts';

const read = (text: string) => new PdfReader(Buffer.from(`${text} `, 'latin1'), 0).valueOrStream();

describe('a PDF object', () => {
  test.each([
    ['<< /A 1 /B [true null -1.5 .25 3 0 R] >>', '<< /A 1 /B [true null -1.5 0.25 3 0 R] >>'],
    ['[1 0 12 0 R 7 0]', '[1 0 12 0 R 7 0]'],
    ['/A#20B#2f', '/A#20B#2f'],
    ['(a\\(b\\)\\\\\\101\\\r\n(c)\r\n)', '<612862295c412863290a>'],
    ['<< /N <</T(x)>>/M/N >>', '<< /N << /T <78> >> /M /N >>'],
  ])('%j is read and written', (source, written) => {
    expect(writeValue(read(source))).toBe(written);
  });

  test('text survives in Chinese, brackets, backslashes and beyond the basic plane', () => {
    const string = read(writeText('同意(a)\\𠮷'));
    expect(isKind(string, 'string') && textOf(string)).toBe('同意(a)\\𠮷');
  });

  test.each([
    ['one key twice', '<< /V 1 /V 2 >>', 'twice'],
    ['one key twice, once escaped', '<< /V 1 /#56 2 >>', 'twice'],
    ['a comment', '<< % hidden\n /V 1 >>', 'V2'],
    ['an odd hexadecimal string', '<123>', 'V2'],
    ['another generation', '[3 1 R]', 'V2'],
    ['a number with an exponent', '1e5', 'V2'],
    ['a stream longer than it says', '<< /Length 1 >>\nstream\nab\nendstream', 'does not end where'],
    ['a stream whose length is elsewhere', '<< /Length 3 0 R >>\nstream\na\nendstream', 'stream length'],
    ['an open dictionary', '<< /A 1', 'V2'],
    ['nesting without end', '['.repeat(100_000), 'V11'],
    ['a literal string longer than any signature', `(${'a'.repeat(70_000)})`, 'longer than 65536'],
    ['a hexadecimal string longer than any signature', `<${'00'.repeat(70_000)}>`, 'longer than 65536'],
    ['strings of more octets than any file of ours', `[${`(${'a'.repeat(60_000)})`.repeat(80)}]`, 'V11'],
    ['a number of a thousand digits', '1'.repeat(1000), 'V11'],
  ])('%s is refused', (_, source, message) => {
    expect(() => read(source)).toThrow(message);
  });
});
