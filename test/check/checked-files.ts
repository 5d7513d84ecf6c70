// Files for the public verifier: signed and archived ones of our own, and what an attacker makes of them.
import { archiveRevision } from '../../functions/sign/archive-revision.ts';
import { concatenate } from '../../functions/sign/bytes.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { isName } from '../../functions/sign/pdf-values.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { type TimeStampingAuthority, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { appended, findObject, object, replaced, stream } from '../sign/attacker.ts';
import { authority, base, FIELDS, signAs } from '../sign/sample-documents.ts';

export interface CheckedFiles {
  issuer: Authority;
  time: TimeStampingAuthority;
  /** The revisions of `archived`: base, one signature after another, the archival time-stamp. */
  revisions: Uint8Array[];
  /** The first two have a time-stamp of their own. */
  signed: Uint8Array;
  archived: Uint8Array;
  bad: Readonly<Record<'changed' | 'appended' | 'overlaid' | 'scripted' | 'foreign', Uint8Array>>;
}

const STAMPED_AT = '2026-03-01T02:10:00Z';

export async function checkedFiles(): Promise<CheckedFiles> {
  const issuer = await authority();
  const time = timeStampingAuthority({ now: () => new Date(STAMPED_AT) });
  let signed = await base();
  for (const field of FIELDS) {
    const stamp = async (value: Uint8Array) => time.stamp(value);
    signed = await signAs(field, signed, issuer, field === 'enterprise' ? {} : { stamp });
  }
  const [thisUpdate, nextUpdate] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-08T00:00:00Z')];
  const archived = await archiveRevision(signed, {
    certificates: [issuer.certificate],
    lists: [await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 1 })],
    stamp: async (covered) => time.stamp(covered),
  });
  return {
    issuer,
    time,
    revisions: readRevisions(archived).map(({ end }) => archived.slice(0, end)),
    signed,
    archived,
    bad: await badFiles(signed),
  };
}

async function badFiles(signed: Uint8Array): Promise<CheckedFiles['bad']> {
  const page = findObject(signed, (dictionary) => isName(dictionary.get('Type'), 'Page'));
  const { size } = readRevisions(signed).at(-1)!;
  const other = await authority();
  return {
    /** The day on which the first party signed. */
    changed: replaced(signed, 'D:20260301', 'D:20260401'),
    appended: concatenate(signed, new TextEncoder().encode('% more\n')),
    /** An update that paints over a page, as an editor would. */
    overlaid: appended(signed, [
      object(page, `<< /Type /Page /Contents ${size} 0 R >>`),
      object(size, stream('0 0 9 9 re f')),
    ]),
    scripted: appended(signed, [object(size, '<< /S /JavaScript /JS (app.alert\\(1\\)) >>')]),
    foreign: await signAs('drc', await base(), other),
  };
}
