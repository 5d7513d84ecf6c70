// Byte strings: the few operations that the browser and Node share.

const LATIN1 = new TextDecoder('latin1');

export function concatenate(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return compare(a, b) === 0;
}

/** Each once, in the order of the first of its kind. */
export function distinct(all: readonly Uint8Array[]): Uint8Array[] {
  return all.filter((one, i) => all.findIndex((other) => equal(one, other)) === i);
}

/** Order of the octets, a shorter string before its continuation: the order of a DER SET OF (X.690 11.6). */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}

export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** `hex` is an even count of hexadecimal digits; the caller has checked that. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

/** ASCII in, or a decoder of ASCII out: PDF syntax is made of single bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function asciiAt(bytes: Uint8Array, start: number, end: number): string {
  return LATIN1.decode(bytes.subarray(start, end));
}

/** A copy with a buffer of its own, which is what WebCrypto and asn1js ask for. */
export function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

export async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  // A file may have 22 MB: one part is not copied once more. None of ours lies in memory that threads share.
  const [whole, ...more] = parts;
  const bytes = whole && more.length === 0 ? whole : concatenate(...parts);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
