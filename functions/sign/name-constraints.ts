// What an authority of ours may certify by name (RFC 5280 §4.2.1.10): persons in China, and no host, address or mailbox.
import type { Certificate } from 'pkijs';
import { ascii, equal } from './bytes.ts';
import { COUNTRY } from './certificate-names.ts';
import { type Der, members, sequence, tagged, taggedPrimitive } from './der.ts';
import { must } from './unsound.ts';

/** id-ce-nameConstraints; always critical. */
export const NAME_CONSTRAINTS = '2.5.29.30';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
/** emailAddress (PKCS #9), which a constraint on mailboxes binds too. */
const MAILBOX = '1.2.840.113549.1.9.1';

/** GeneralSubtree { base }, `minimum` being 0. */
const subtrees = (...names: Der[]): Der[] => names.map((name) => sequence(name));

/**
 * A root that people install must not be good for web sites or mail, whoever gets at its key. That no mailbox is meant is
 * said by the one host that has none (RFC 2606 §2): an empty name excludes none in OpenSSL.
 */
export const OUR_NAMES: Der = sequence(
  tagged(0, ...subtrees(tagged(4, sequence(COUNTRY)), taggedPrimitive(1, ascii('invalid')))),
  tagged(
    1,
    ...subtrees(
      taggedPrimitive(2, new Uint8Array()),
      taggedPrimitive(7, new Uint8Array(8)),
      taggedPrimitive(7, new Uint8Array(32)),
    ),
  ),
);

/** Whether it constrains names, and as ours do: any other constraint is not understood, and so not taken (V7). */
export function constrainsNames({ extensions }: Certificate): boolean {
  const found = extensions?.find(({ extnID }) => extnID === NAME_CONSTRAINTS);
  if (!found) return false;
  const ours = equal(new Uint8Array(found.extnValue.valueBlock.valueHexView), OUR_NAMES);
  must(ours, 'V7', 'name constraints other than those of this profile');
  return true;
}

/** V7: a certificate below an authority that constrains names. */
export function mustBeNamed({ subject, extensions }: Certificate): void {
  const [first] = members(members(new Uint8Array(subject.valueBeforeDecode))[0]?.content ?? new Uint8Array());
  must(first && equal(first.whole, COUNTRY), 'V7', 'a name outside what its authority may certify');
  const mailbox = subject.typesAndValues.some(({ type }) => type === MAILBOX);
  const other = extensions?.some(({ extnID }) => extnID === SUBJECT_ALTERNATIVE_NAME);
  must(!mailbox && !other, 'V7', 'a name of a kind that its authority may not certify');
}
