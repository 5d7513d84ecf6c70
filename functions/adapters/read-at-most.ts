// The body of an answer whose length nobody vouches for.

export class TooLong extends Error {}

/** Throws TooLong, and reads no further, once there are more than `limit` octets. */
export async function readAtMost(answer: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader?.cancel();
      throw new TooLong(`an answer of more than ${limit} bytes`);
    }
    parts.push(part.value);
  }
  return new Uint8Array(Buffer.concat(parts));
}
