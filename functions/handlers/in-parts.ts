// A file too large for one answer is fetched in parts: a Lambda function may answer with 6 MB, its body in base64
// (AWS Lambda developer guide, "Lambda quotas"; a binary answer of an HTTP API is base64).
import { Refusal } from '../domain/refusal.ts';

/** In base64 5.6 MB, which leaves room for the headers. */
export const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * Part `asked` of a file, from '1', and in X-Parts how many there are (assets/office-parts.js asks for all); without a
 * number the whole of a small one. Throws Refusal 'file.large' for the whole of a larger one, 'document.unknown' for a
 * part that it has not.
 */
export function answerInParts(
  bytes: Uint8Array,
  asked: string | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  const parts = Math.max(1, Math.ceil(bytes.length / LARGEST_ANSWER));
  if (asked === undefined && parts > 1) throw new Refusal('file.large');
  const part = asked === undefined ? 1 : /^[1-9]\d?$/.test(asked) ? Number(asked) : 0;
  if (part < 1 || part > parts) throw new Refusal('document.unknown');
  const body = bytes.slice((part - 1) * LARGEST_ANSWER, part * LARGEST_ANSWER);
  return new Response(body as Uint8Array<ArrayBuffer>, { headers: { ...headers, 'x-parts': String(parts) } });
}
