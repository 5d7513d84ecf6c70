// The whole corpus, in the order in which it is reported.
import { AGAINST_RECORD } from './against-record.ts';
import { APPENDED } from './appended.ts';
import { ARCHIVED } from './archived.ts';
import type { AttackGroup } from './attack.ts';
import { CERTIFICATES } from './certificates.ts';
import { CMS } from './cms.ts';
import { PREPARED } from './prepared-base.ts';
import { SECOND_SIGNER } from './second-signer.ts';
import { SPOOFING } from './spoofing.ts';
import { XREF } from './xref.ts';

export const CORPUS: readonly AttackGroup[] = [
  SPOOFING,
  ...XREF,
  ...APPENDED,
  ...SECOND_SIGNER,
  ...CMS,
  ...CERTIFICATES,
  ...PREPARED,
  ARCHIVED,
  AGAINST_RECORD,
];
