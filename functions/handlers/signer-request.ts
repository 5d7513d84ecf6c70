// Reads the few small JSON bodies that a signing page sends, from that page alone.
import type { HonoRequest } from 'hono';
import { Refusal } from '../domain/refusal.ts';
import { RequestFault } from './signer-problem.ts';
import { JsonFault, parseStrictJson } from './strict-json.ts';

/** A reason of five hundred characters takes 2 kB, escaped 6 kB. */
const LARGEST_BODY = 16 * 1024;

/**
 * A browser names where a POST comes from: in Sec-Fetch-Site on trustworthy origins (Fetch Metadata §2.3), in
 * Origin always (Fetch §3.2). A request that names neither is no page of ours.
 */
export function mustComeFromUs(request: HonoRequest, baseUrl: string): void {
  const site = request.header('sec-fetch-site');
  const ours =
    site === undefined ? request.header('origin') === new URL(baseUrl).origin : site === 'same-origin';
  if (!ours) throw new RequestFault('request.foreign');
}

/** The body as an object of strings with exactly these keys, each once. Throws RequestFault, or the Refusal of a reason. */
export async function readStrings<Key extends string>(
  request: HonoRequest,
  keys: readonly Key[],
): Promise<Record<Key, string>> {
  const type = request.header('content-type')?.replace(/;.*/s, '').trim().toLowerCase();
  if (type !== 'application/json') throw new RequestFault('request.media-type');
  const value = parse(await readBytes(request.raw, LARGEST_BODY));
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new RequestFault('request.malformed');
  const entries = Object.entries(value);
  const known = entries.every(([key, inner]) => keys.includes(key as Key) && typeof inner === 'string');
  if (!known || entries.length !== keys.length) throw new RequestFault('request.malformed');
  return Object.fromEntries(entries) as Record<Key, string>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    // A byte order mark is kept, and is a syntax error then (RFC 8259 §8.1).
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    // Half a character in a reason is something that its writer can put right.
    if (error instanceof JsonFault && error.code === 'json.surrogate' && error.path === 'reason')
      throw new Refusal('reason.characters');
    throw new RequestFault('request.malformed');
  }
}

/** Counts while it reads: what is announced in Content-Length may be wrong or missing. */
export async function readBytes(request: Request, largest: number): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) return Buffer.concat(chunks);
    length += value.length;
    if (length > largest) throw new RequestFault('request.too-large');
    chunks.push(value);
  }
}
