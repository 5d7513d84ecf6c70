// DER (X.690) as expressions: what RFC 5280 and RFC 5652 write in ASN.1 reads the same here.
import { ascii, compare, concatenate } from './bytes.ts';

/** One encoded value: tag, length, content. */
export type Der = Uint8Array;

/** A member of a constructed value: its tag, its content, and itself with tag and length. */
export interface DerMember {
  tag: number;
  content: Uint8Array;
  whole: Der;
}

/** Splits the content of a constructed value; throws RangeError for what is not DER (X.690 8.1, 10.1). */
export function members(content: Uint8Array): DerMember[] {
  const found: DerMember[] = [];
  for (let at = 0; at < content.length; ) {
    const whole = content.subarray(at, at + derLength(content.subarray(at)));
    const tag = whole[0] as number;
    const head = (whole[1] as number) < 0x80 ? 2 : 2 + ((whole[1] as number) & 0x7f);
    found.push({ tag, content: whole.subarray(head), whole });
    at += whole.length;
  }
  return found;
}

/** How many octets the value at the start of `bytes` takes, tag and length included. */
export function derLength(bytes: Uint8Array): number {
  const [tag = 0x1f, first = 0x80] = bytes;
  const count = first < 0x80 ? 0 : first & 0x7f;
  const digits = bytes.subarray(2, 2 + count);
  const length = count === 0 ? first : digits.reduce((number, digit) => number * 256 + digit, 0);
  const shortest = count === 0 || (length >= 0x80 && digits[0] !== 0);
  const whole = 2 + count + length;
  // One-octet tags only; 0x80 is the indefinite length of BER.
  if ((tag & 0x1f) === 0x1f || first === 0x80 || count > 3 || !shortest || whole > bytes.length) {
    throw new RangeError('not DER');
  }
  return whole;
}

/** X.690 8.1.3, 10.1: a definite length in the fewest octets. */
function value(tag: number, ...content: Uint8Array[]): Der {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  if (length < 0x80) return concatenate(Uint8Array.of(tag, length), ...content);
  const digits = magnitude(length);
  return concatenate(Uint8Array.of(tag, 0x80 | digits.length, ...digits), ...content);
}

/** Big-endian, without leading zeros. */
function magnitude(number: number): number[] {
  return number < 256 ? [number] : [...magnitude(Math.floor(number / 256)), number % 256];
}

export const sequence = (...members: Der[]): Der => value(0x30, ...members);
/** SET OF: its members stand in the order of their encodings (X.690 11.6). */
export const setOf = (...members: Der[]): Der => value(0x31, ...members.toSorted(compare));
/** ENUMERATED of a small number. */
export const enumerated = (number: number): Der => value(0x0a, Uint8Array.of(number));
export const octets = (content: Uint8Array): Der => value(0x04, content);
export const utf8 = (text: string): Der => value(0x0c, new TextEncoder().encode(text));
export const printable = (text: string): Der => value(0x13, ascii(text));
export const ia5 = (text: string): Der => value(0x16, ascii(text));
export const boolean = (truth: boolean): Der => value(0x01, Uint8Array.of(truth ? 0xff : 0));
export const bits = (content: Uint8Array, unusedBits = 0): Der =>
  value(0x03, Uint8Array.of(unusedBits), content);

/** A non-negative INTEGER from its big-endian octets (X.690 8.3). */
export function integer(bytes: Uint8Array): Der {
  const first = bytes.findIndex((octet) => octet !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return (digits[0] as number) < 0x80 ? value(0x02, digits) : value(0x02, Uint8Array.of(0), digits);
}

/** X.690 8.19: the first two arcs in one, each in base 128 with a continuation bit. */
export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octetsOf = (arc: number, last = true): number[] => [
    ...(arc < 128 ? [] : octetsOf(Math.floor(arc / 128), false)),
    (arc % 128) | (last ? 0 : 0x80),
  ];
  return value(0x06, Uint8Array.from([40 * first + second, ...rest].flatMap((arc) => octetsOf(arc))));
}

/** [n] EXPLICIT, or [n] IMPLICIT of a constructed type whose members are given. */
export const tagged = (number: number, ...members: Der[]): Der => value(0xa0 | number, ...members);

/** [n] IMPLICIT of a primitive type, given its content octets. */
export const taggedPrimitive = (number: number, content: Uint8Array): Der => value(0x80 | number, content);

/** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
export function time(instant: Date): Der {
  const digits = `${instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return instant.getUTCFullYear() < 2050 ? value(0x17, ascii(digits.slice(2))) : value(0x18, ascii(digits));
}
