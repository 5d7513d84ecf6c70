// What an audit can say of a thing, in English; a value as it stands is '{0}'. In Chinese: cli/audit-facts.ts.

export type Phrase =
  | '{0}'
  | 'none'
  | 'other bytes'
  | 'what is none'
  // The trail.
  | 'events'
  | '{0} events'
  | 'a trail that can be read'
  | '{0} events that cannot'
  | 'sequence {0}, previous {1}'
  | 'its digest, signed with the trail key'
  | 'a signature of the trail key'
  | 'one that does not hold'
  // Private files.
  | 'bytes of another digest'
  | 'a file that an event names'
  | 'one that is named by no digest'
  | 'one that none names'
  | 'of an act that no event names: {0} by {1}'
  | 'the reason of an act that no event names: {0}'
  | 'a signed file of a document that is not there'
  | 'a revision signed by {0}, whose act the trail does not hold'
  | 'another file, by the same press'
  | 'another file, by another press'
  // Signatures.
  | 'sound'
  | 'unsound, {0}: {1}'
  | 'the revision before, and what was added'
  | 'an evidence report'
  | 'a signature that stands'
  | 'one whose certificate has been revoked'
  // The authority.
  | 'a certificate'
  | 'signed by its root'
  | 'not signed by it'
  | 'a certificate of its key'
  | 'one of another key'
  | 'one of the roots that were named'
  | 'another root'
  | 'a root whose key is at hand, or that is named (--root)'
  | 'one whose key is not at hand'
  | 'one whose key is none of this platform'
  | 'a list of its issuer'
  | 'a list of this root'
  | 'a list in force'
  | 'ended {0}'
  | 'named on the list'
  | 'named on the list alone'
  | 'revoked in the record'
  | 'revoked in the record alone'
  // Numbers.
  | 'a document that has it'
  | 'no document'
  | 'one not issued yet'
  | 'one whose number is {0}'
  | 'given, as a later one is'
  | 'not given'
  | '{0} for {1}'
  | 'a number given to it'
  // The public register.
  | 'a file'
  | 'a file that nothing has published'
  | 'what would be written now'
  | 'noted in the register alone'
  | 'published pledges that were held against all that is revoked'
  | 'not all of them yet'
  | 'said to have fallen: {0}'
  // The table.
  | 'an item of a kind that nobody writes'
  | 'a document with its listing'
  | 'what can be read'
  | 'what cannot'
  | 'what cannot, parts {0} to {1} of {2}'
  | '{0} that may be of what cannot be read';

export interface Fact {
  phrase: Phrase;
  /** What stands for {0} and {1}. */
  of: readonly string[];
}

export const says = (phrase: Phrase, ...of: (string | number)[]): Fact => ({ phrase, of: of.map(String) });

/** Something that is compared as it stands; whoever can write the table may have put a number of any length into it. */
export function value(is: unknown): Fact {
  if (is === undefined) return says('none');
  return says('{0}', typeof is === 'string' ? is : JSON.stringify(is, shown));
}

const shown = (_: string, inner: unknown): unknown => (typeof inner === 'bigint' ? `${inner}` : inner);

export const filled = (words: string, of: readonly string[]): string =>
  words.replace(/\{(\d)\}/g, (_, place: string) => of[Number(place)] ?? '');
