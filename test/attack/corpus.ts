// The whole corpus, in the order in which it is reported.
import type { AttackGroup } from './attack.ts';
import { ARCHIVE_AFTER } from './kinds/archive-after.ts';
import { ARCHIVE_ANEW } from './kinds/archive-anew.ts';
import { ARCHIVE_PARTS } from './kinds/archive-parts.ts';
import { BASE_ACTS } from './kinds/base-acts.ts';
import { BASE_BOXES } from './kinds/base-boxes.ts';
import { BASE_HIDES } from './kinds/base-hides.ts';
import { BASE_READERS } from './kinds/base-readers.ts';
import { FITNESS } from './kinds/certificate-fitness.ts';
import { TRUST } from './kinds/certificate-trust.ts';
import { CMS_ALGORITHMS } from './kinds/cms-algorithms.ts';
import { CMS_ATTRIBUTES } from './kinds/cms-attributes.ts';
import { CMS_FORM } from './kinds/cms-form.ts';
import { CMS_STAMPS } from './kinds/cms-stamps.ts';
import { ANNOTATIONS } from './kinds/eaa-annotations.ts';
import { AROUND } from './kinds/isa-around.ts';
import { PAGES } from './kinds/isa-pages.ts';
import { RECORD } from './kinds/record.ts';
import { SHADOW_HIDE } from './kinds/shadow-hide.ts';
import { SHADOW_HIDE_AND_REPLACE } from './kinds/shadow-hide-and-replace.ts';
import { SHADOW_REPLACE } from './kinds/shadow-replace.ts';
import { SIGNER_AGAIN } from './kinds/signer-again.ts';
import { SIGNER_FIELD } from './kinds/signer-field.ts';
import { SIGNER_SHOWS } from './kinds/signer-shows.ts';
import { SIGNER_VALUE } from './kinds/signer-value.ts';
import { SIGNER_WRITES } from './kinds/signer-writes.ts';
import { FIELDS } from './kinds/ssa-fields.ts';
import { GAP } from './kinds/swa-gap.ts';
import { DOCUMENT } from './kinds/update-document.ts';
import { METADATA } from './kinds/update-metadata.ts';
import { TAGS } from './kinds/update-tags.ts';
import { BYTE_RANGE } from './kinds/usf-byte-range.ts';
import { SIGNED_BYTES } from './kinds/usf-bytes.ts';
import { CONTENTS } from './kinds/usf-contents.ts';
import { XREF_ENTRIES } from './kinds/xref-entries.ts';
import { XREF_STREAMS } from './kinds/xref-streams.ts';
import { XREF_TRAILERS } from './kinds/xref-trailers.ts';

export const CORPUS: readonly AttackGroup[] = [
  { title: 'The signature dictionary broken (USF)', attacks: [...CONTENTS, ...BYTE_RANGE, ...SIGNED_BYTES] },
  { title: 'The gap of the ByteRange (SWA)', attacks: GAP },
  { title: 'Cross-reference tricks', attacks: [...XREF_STREAMS, ...XREF_ENTRIES, ...XREF_TRAILERS] },
  { title: 'Bytes around the file (ISA)', attacks: AROUND },
  { title: 'An update that changes pages (ISA)', attacks: PAGES },
  {
    title: 'An update that wakes or swaps what lies hidden (shadow attacks)',
    attacks: [...SHADOW_HIDE, ...SHADOW_REPLACE, ...SHADOW_HIDE_AND_REPLACE],
  },
  { title: 'An update of fields and signatures (SSA)', attacks: FIELDS },
  { title: 'An update with annotations (EAA)', attacks: ANNOTATIONS },
  { title: 'An update of the document as a whole', attacks: DOCUMENT },
  { title: 'An update of what a screen reader reads', attacks: TAGS },
  { title: 'An update of metadata and trailer', attacks: METADATA },
  { title: 'A signer who writes more', attacks: SIGNER_WRITES },
  { title: 'A signer who changes the field', attacks: SIGNER_FIELD },
  { title: 'A signer who states something else', attacks: SIGNER_VALUE },
  { title: 'A signer who shows something else', attacks: SIGNER_SHOWS },
  { title: 'A signer who signs twice', attacks: SIGNER_AGAIN },
  { title: 'The signed attributes', attacks: CMS_ATTRIBUTES },
  { title: 'The form of the CMS', attacks: CMS_FORM },
  { title: 'Algorithms and values', attacks: CMS_ALGORITHMS },
  { title: 'The time-stamp of a signature', attacks: CMS_STAMPS },
  { title: 'Certificates that lead nowhere', attacks: TRUST },
  { title: 'Certificates unfit for signing', attacks: FITNESS },
  { title: 'A base that acts or points outside', attacks: BASE_ACTS },
  { title: 'A base that hides something', attacks: BASE_HIDES },
  { title: 'A base whose boxes are not what they seem', attacks: BASE_BOXES },
  { title: 'A base that readers read differently', attacks: BASE_READERS },
  { title: 'The archival revision', attacks: [...ARCHIVE_ANEW, ...ARCHIVE_PARTS, ...ARCHIVE_AFTER] },
  { title: 'Against the record', attacks: RECORD },
];
