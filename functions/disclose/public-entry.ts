// One file of the public register, ready to be written, and how its bytes are made.

export interface PublicEntry {
  /** Relative to the root of the register, `/` between segments. */
  path: string;
  bytes: Uint8Array;
  contentType: string;
}

const encoder = new TextEncoder();

export function htmlEntry(path: string, html: string): PublicEntry {
  return { path, bytes: encoder.encode(html), contentType: 'text/html; charset=utf-8' };
}

/** RFC 8259 §8.1: JSON is UTF-8 and its media type has no charset. */
export function jsonEntry(path: string, value: unknown, contentType = 'application/json'): PublicEntry {
  return { path, bytes: encoder.encode(`${JSON.stringify(value, null, 2)}\n`), contentType };
}
