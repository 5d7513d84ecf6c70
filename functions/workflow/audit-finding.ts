// What an audit finds: something that is not as the trail says.
import type { Fact } from '../domain/fact.ts';

/** What is altered, missing or too much; the words stand in cli/audit-words.ts. */
export const FINDING_KINDS = [
  'chain',
  'head',
  'version',
  'trail',
  'listing',
  'wake',
  'file-missing',
  'file-damaged',
  'file-extra',
  'signature',
  'signed-facts',
  'act',
  'reprint',
  'table-extra',
  'table-damaged',
  'authority',
  'revocation',
  'marked',
  'number',
  'number-extra',
  'number-missing',
  'public-missing',
  'public-altered',
  'public-extra',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  /** A warning is odd and may be innocent: what a crash left behind, a press that has changed. */
  level: 'finding' | 'warning';
  kind: FindingKind;
  /** Absent where it belongs to no document. */
  document?: string;
  /** Where: `event 3`, `files/<digest>`, `public/<path>`, `number <series> 3`. */
  path: string;
  expected: Fact;
  found: Fact;
}

/** Says that something of one document is not as it should be. */
export type Report = (kind: FindingKind, path: string, expected: Fact, found: Fact) => void;
