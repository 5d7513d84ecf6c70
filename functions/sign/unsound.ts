// Why a signed file is turned down: the rules that the verifier keeps, and the error that names one.

/** What must hold of a signed file. The numbers are stable: reports and tests speak of them. */
const RULES = {
  V1: 'the signed digest and the signature value belong to the covered bytes',
  V2: 'the syntax is the one this profile writes, ByteRange included',
  V3: 'every revision ends with its cross-reference table and %%EOF, and no byte lies outside a revision',
  V4: 'the gap of the ByteRange is the hexadecimal string of Contents and nothing else',
  V5: 'a later revision adds one signature value and its appearance to one field and nothing else',
  V6: 'the signed fields are those of the record, each with a value of its own',
  V7: 'each signer certificate leads to a pinned root and is fit for signing documents',
  V8: 'only the algorithms of this profile occur: SHA-256, ECDSA on P-256',
  V9: 'the base revision holds nothing that acts, hides or points outside the file',
  V10: 'the signature boxes lie on their page and apart from each other',
  V11: 'sizes, counts and depths stay within their limits',
  V12: 'the base revision is the document that was issued',
} as const;

export type Rule = keyof typeof RULES;

export class Unsound extends Error {
  override readonly name = 'Unsound';
  constructor(
    readonly rule: Rule,
    readonly detail: string,
  ) {
    super(`${rule}: ${detail}`);
  }
}

export function must(condition: unknown, rule: Rule, detail: string): asserts condition {
  if (!condition) throw new Unsound(rule, detail);
}
