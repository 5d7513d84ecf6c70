/** Numbers on paper. */
import { describe, expect, test } from '@jest/globals';
import { MOST_FEN } from '../../functions/domain/form/numbers.ts';
import { capitalAmount, chineseNumeral, grouped, shifted } from '../../functions/typeset/numerals.ts';

describe('a Chinese numeral', () => {
  test.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1001, '一千零一'],
    [9999, '九千九百九十九'],
  ])('%d is written %s', (n, text) => expect(chineseNumeral(n)).toBe(text));

  test.each([0, -1, 1.5, 10_000, Number.NaN])('%d has none', (n) =>
    expect(() => chineseNumeral(n)).toThrow(RangeError),
  );
});

describe('an amount in capitals', () => {
  test.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [105, '壹元零伍分'],
    [100, '壹元整'],
    [1_234_567_850, '壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元伍角整'],
    [128_000_000_000, '壹拾贰亿捌仟万元整'],
    [10_000_100, '壹拾万零壹元整'],
    [100_000_000_100, '壹拾亿零壹元整'],
    [10_000_000_000_000, '壹仟亿元整'],
  ])('%d fen is %s', (fen, text) => expect(capitalAmount(fen)).toBe(text));

  test('can be written for the largest amount that a form takes', () => {
    expect(capitalAmount(MOST_FEN)).toBe('玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰元整');
  });
});

describe('a decimal', () => {
  test('has its integer digits in groups of three and keeps every decimal', () => {
    expect(grouped(1234567.89)).toBe('1,234,567.89');
    expect(grouped('0.10')).toBe('0.10');
    expect(grouped(-1000)).toBe('-1,000');
    expect(grouped(1e-7)).toBe('0.0000001');
  });

  test('that is none is refused', () => {
    expect(() => grouped('1e3')).toThrow(RangeError);
    expect(() => grouped(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  test('of fen is shifted exactly', () => {
    expect(shifted(123_450, 2)).toBe('1234.5');
    expect(shifted(5, 6)).toBe('0.000005');
    expect(shifted(-100, 2)).toBe('-1');
    expect(shifted(9_007_199_254_740_991, 6)).toBe('9007199254.740991');
  });
});
