// 万元, for rules and views that add amounts up.
import { FEN_PER_STEP, writeScaled } from '../functions/domain/form/numbers.ts';

/** Whole steps of 0.01万元 in fen -> the decimal without its unit: 1500000 -> 1.5. */
export function wanyuan(fen: number): string {
  return writeScaled(Math.round(fen / FEN_PER_STEP), 2);
}
