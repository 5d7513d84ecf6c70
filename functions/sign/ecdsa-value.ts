// The two numbers of an ECDSA signature, in the one spelling of the two that are true.
import { equal, fromHex, toHex } from './bytes.ts';
import { type Der, integer, members, sequence } from './der.ts';

interface EcdsaValue {
  r: bigint;
  s: bigint;
}

/**
 * RFC 3279 §2.2.3 SEQUENCE {r, s}, in DER and no other form, both from 1 to `order` - 1 (FIPS 186-5 §6.4.2); anything
 * else is undefined.
 */
export function readEcdsaValue(signature: Uint8Array, order: bigint): EcdsaValue | undefined {
  try {
    const [r = 0n, s = 0n] = members(members(signature)[0]!.content).map(({ content }) => numberOf(content));
    const inRange = [r, s].every((number) => number >= 1n && number < order);
    return inRange && equal(writeEcdsaValue({ r, s }), signature) ? { r, s } : undefined;
  } catch {
    return undefined;
  }
}

const writeEcdsaValue = ({ r, s }: EcdsaValue): Der => sequence(integer(octetsOf(r)), integer(octetsOf(s)));

/** With (r, s) also (r, n - s) is true of the same key and message: the smaller s is the one that is taken. */
export const isLower = ({ s }: EcdsaValue, order: bigint): boolean => s <= order / 2n;

/**
 * The same signature with the smaller of s and n - s: without one canonical choice anybody could make a second file out
 * of a signed one. Throws RangeError for what is no value of a group of this order.
 */
export function lowerValue(signature: Uint8Array, order: bigint): Der {
  const value = readEcdsaValue(signature, order);
  return value && isLower(value, order) ? signature : otherValue(signature, order);
}

/** The other value that is true of the same key and message. Throws RangeError as `lowerValue`. */
export function otherValue(signature: Uint8Array, order: bigint): Der {
  const value = readEcdsaValue(signature, order);
  if (!value) throw new RangeError('not an ECDSA signature on this curve');
  return writeEcdsaValue({ r: value.r, s: order - value.s });
}

const numberOf = (octets: Uint8Array): bigint => BigInt(`0x0${toHex(octets)}`);

/** Big-endian; `length` octets, or as many as it takes. */
export function octetsOf(number: bigint, length = 0): Uint8Array {
  const hex = number.toString(16);
  return fromHex(hex.padStart(Math.max(2 * length, hex.length + (hex.length % 2)), '0'));
}
