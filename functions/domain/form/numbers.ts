// Decimal numbers as people type them, read without floating-point error.

/** `12,345.67` -> 1234567 with decimals 2; undefined if it is no plain decimal number; 'decimals' if there are too many. */
export function readScaled(text: string, decimals: number): number | 'decimals' | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  const match = /^(-?\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (!match) return undefined;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return 'decimals';
  const scaled = Number(match[1] + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}

/** 1234567 with decimals 2 -> `12345.67`, without trailing zeros. */
export function writeScaled(scaled: number, decimals: number): string {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${scaled < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** 1 万元 = 10,000 元 = 1,000,000 fen; forms take 0.01 万元 as the smallest step. */
export const FEN_PER_WAN = 1_000_000;
export const FEN_PER_STEP = 10_000;

/** One step below 1 万亿元, in fen: no town of five square kilometres costs more; what does was typed in another unit. */
export const MOST_FEN = 1e14 - FEN_PER_STEP;
