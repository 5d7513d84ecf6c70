// SM2 signatures with SM3 (GB/T 32918.2-2016, curve of GB/T 32918.5-2017, default user ID of GB/T 35276-2017).
// Never by node:crypto: Node 20 makes and verifies them over an empty user ID, and has no way to give another.
import { sm2 } from 'sm-crypto-v2';
import { concatenate, equal, fromHex, toHex } from './bytes.ts';
import { sm3 } from './sm3.ts';

export const SM2_USER_ID = '1234567812345678';

/** n of GB/T 32918.5-2017. */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** a, b, x_G, y_G of GB/T 32918.5-2017. */
const CURVE = [
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc',
  '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7',
  'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
].join('');

/** SubjectPublicKeyInfo up to the point: id-ecPublicKey on the curve 1.2.156.10197.1.301. */
const SPKI_HEAD = fromHex('3059301306072a8648ce3d020106082a811ccf5501822d034200');
const POINT = 65;

/** A public key as DER SubjectPublicKeyInfo, from its point `04 || x || y`. */
export function sm2Spki(point: Uint8Array): Uint8Array {
  return concatenate(SPKI_HEAD, point);
}

/** The point `04 || x || y`; throws RangeError for what is no SM2 key. */
export function sm2Point(spki: Uint8Array): Uint8Array {
  const head = spki.subarray(0, SPKI_HEAD.length);
  const point = spki.subarray(SPKI_HEAD.length);
  const ours = equal(head, SPKI_HEAD) && point.length === POINT && point[0] === 4;
  if (!ours || !liesOnCurve(point)) throw new RangeError('not a public key on the SM2 curve');
  return point;
}

/** The package throws for some points that do not. */
function liesOnCurve(point: Uint8Array): boolean {
  try {
    return sm2.verifyPublicKey(toHex(point));
  } catch {
    return false;
  }
}

/** e = SM3(Z || message), Z from the user ID and the key (GB/T 32918.2-2016, 5.5 and 6.1): what is signed. 32 bytes. */
export function sm2Digest(spki: Uint8Array, message: Uint8Array): Uint8Array {
  const id = new TextEncoder().encode(SM2_USER_ID);
  const bits = id.length * 8;
  const z = sm3(
    concatenate(Uint8Array.of(bits >> 8, bits & 255), id, fromHex(CURVE), sm2Point(spki).subarray(1)),
  );
  return fromHex(sm3(concatenate(fromHex(z), message)));
}

/** Over e; DER SEQUENCE of r and s. `privateKey`: 32 bytes, hexadecimal. */
export function signSm2Digest(privateKey: string, e: Uint8Array): Uint8Array {
  return fromHex(sm2.doSignature(e, privateKey, { der: true }));
}

/** Whether `signature` (DER) is of `message` under this key; never throws. */
export function verifySm2(spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const point = toHex(sm2Point(spki));
    const values = readSignature(signature);
    return (
      values !== undefined &&
      sm2.doVerifySignature(sm2Digest(spki, message), values.map(hexOf).join(''), point)
    );
  } catch {
    return false;
  }
}

/** r and s, each from 1 to n-1 (GB/T 32918.2-2016, 7.1), in strict DER: the package looks at neither. */
function readSignature(der: Uint8Array): [bigint, bigint] | undefined {
  const found = /^30([0-7][0-9a-f])02([0-7][0-9a-f])/.exec(toHex(der));
  if (!found) return undefined;
  const first = Number.parseInt(found[2]!, 16);
  const r = der.subarray(4, 4 + first);
  const [tag, second] = der.subarray(4 + first, 6 + first);
  const s = der.subarray(6 + first);
  const whole = Number.parseInt(found[1]!, 16) === der.length - 2 && tag === 2 && second === s.length;
  const numbers = [r, s].map((bytes) => BigInt(`0x${toHex(bytes) || '0'}`)) as [bigint, bigint];
  const shortest = [r, s].every(([lead, next]) => lead! < 128 && (lead !== 0 || next! >= 128));
  const ranged = numbers.every((number) => number > 0n && number < ORDER);
  return whole && shortest && ranged ? numbers : undefined;
}

const hexOf = (number: bigint): string => number.toString(16).padStart(64, '0');
