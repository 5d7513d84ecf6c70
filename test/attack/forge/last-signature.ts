// The last signature's Contents and ByteRange overwritten in their place: every offset in the file holds.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { lastSignature, over } from './places.ts';

export const contents =
  (text: string | ((hex: string) => string)): Attack['build'] =>
  ({ file }) => {
    const place = lastSignature(file).contents;
    return over(file, place, typeof text === 'string' ? text : text(latin1(file.subarray(...place))));
  };
export const range =
  (text: string | ((numbers: number[]) => string)): Attack['build'] =>
  ({ file }) => {
    const place = lastSignature(file).range;
    const numbers = latin1(file.subarray(place[0] + 1, place[1] - 1))
      .trim()
      .split(/\s+/)
      .map(Number);
    return over(file, place, typeof text === 'string' ? text : text(numbers));
  };
/** The key as well as the value. */
export const without =
  (entry: 'contents' | 'range'): Attack['build'] =>
  ({ file }) => {
    const [start, end] = lastSignature(file)[entry];
    return over(file, [start - (entry === 'range' ? '/ByteRange ' : '/Contents ').length, end], '');
  };
export const renamed =
  (from: string, to: string): Attack['build'] =>
  ({ file }) => {
    const at = latin1(file).lastIndexOf(from);
    return over(file, [at, at + from.length], to);
  };
