// Takes the signatures out of a PDF by their byte ranges alone, so that an outside judge can look at each.

export interface ExtractedSignature {
  /** DER, without the zeros that pad it in the file. */
  cms: Uint8Array;
  /** The bytes it covers (ISO 32000-1 12.8.1): all of its revision but the signature value. */
  covered: Uint8Array;
}

/** In the order in which they stand in the file, which is that of signing. */
export function extractSignatures(pdf: Uint8Array): ExtractedSignature[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((match) => {
    const [from, length, after, rest] = match.slice(1).map(Number) as [number, number, number, number];
    const hex = text.slice(from + length, after).replace(/[<>\s]/g, '');
    const padded = Buffer.from(hex, 'hex');
    return {
      cms: padded.subarray(0, derLength(padded)),
      covered: Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(after, after + rest)]),
    };
  });
}

/** X.690 8.1.3: identifier octet, length octets, contents. */
function derLength(der: Uint8Array): number {
  const first = der[1]!;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  return 2 + octets + Number.parseInt(Buffer.from(der.subarray(2, 2 + octets)).toString('hex'), 16);
}
