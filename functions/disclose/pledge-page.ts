// The page of one pledge: who signed when, the file and its digest, and how to check it.
import { ROLE_NAMES } from '../domain/party.ts';
import { formatDate, formatInstant } from '../domain/time.ts';
import { WAY_NAMES, type Way } from '../domain/way.ts';
import { publishedRevision } from './disclosed-pledge.ts';
import type { PledgeRecord } from './public-records.ts';
import { lastNoted, type PublicRevocation } from './public-revocations.ts';
import { renderPage } from './views.ts';

/** HTML for `pledges/<number>/index.html`; `second`: whether the record of a second signature lies beside the file. */
export function pledgePage(pledge: PledgeRecord, second = false): string {
  const file = publishedRevision(pledge);
  const { revoked = [] } = pledge;
  const noted = lastNoted(revoked);
  return renderPage('pledge', {
    root: '../../',
    number: pledge.number,
    title: pledge.title,
    town: pledge.town,
    townCategory: pledge.townCategory ?? null,
    prefecture: pledge.prefecture.name,
    county: pledge.county.name,
    plannedArea: pledge.plannedAreaKm2 ?? null,
    issuedOn: formatDate(pledge.issuedOn),
    completedAt: formatInstant(pledge.completedAt),
    publishedAt: formatInstant(pledge.publishedAt),
    timestampPending: pledge.timestampPending === true,
    validUntil: pledge.validUntil === undefined ? null : formatDate(pledge.validUntil),
    parties: pledge.parties.map((party) => ({
      role: ROLE_NAMES[party.role],
      organization: party.organization,
      code: party.code,
      way: WAY_NAMES[party.way ?? 'link'],
      signedAt: formatInstant(party.signedAt),
      serial: party.serial,
      revokedOn: dayOf(revoked.find(({ role }) => role === party.role)),
    })),
    revoked: revoked.map((one) => ({
      role: ROLE_NAMES[one.role],
      organization: one.organization,
      signature: SIGNATURES[pledge.parties.find(({ role }) => role === one.role)?.way ?? 'link'],
      on: dayOf(one),
    })),
    revokedNoted: noted ? formatInstant(noted) : null,
    othersStand: revoked.length < pledge.parties.length,
    office: pledge.parties.find(({ role }) => role === 'drc')?.organization ?? null,
    revisions: pledge.revisions.map((revision, index) => ({
      ordinal: index + 1,
      added: pledge.parties.find((party) => addedBy(pledge, index) === party.role)?.organization ?? null,
      archival: index > pledge.parties.length,
      bytes: groupDigits(revision.length),
      sha256: revision.sha256,
      published: revision === file,
    })),
    second,
    otherWays: pledge.parties.some(({ way = 'link' }) => way !== 'link'),
    file: {
      name: `${pledge.number}.pdf`,
      sha256: file.sha256,
      size: formatSize(file.length),
      bytes: groupDigits(file.length),
    },
  });
}

/** What of a party is in the file, by its way of signing. */
const SIGNATURES: Readonly<Record<Way, string>> = {
  link: '的签名',
  'wet-seal': '以纸质盖章签署，平台就此所作的签名',
  'e-seal': '以电子印章签署，平台就此所作的签名',
};

const dayOf = (one: PublicRevocation | undefined) => (one ? formatDate(one.date) : null);

/** The role whose signature a revision adds to the one before. */
function addedBy(pledge: PledgeRecord, index: number) {
  const before = pledge.revisions[index - 1]?.signedBy ?? [];
  return pledge.revisions[index]?.signedBy.find((role) => !before.includes(role));
}

/** `183 KB`, `1.4 MB`, in units of 1,024 as file managers show them. */
function formatSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? `${Math.max(1, Math.round(kilobytes))} KB`
    : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function groupDigits(value: number): string {
  return value.toLocaleString('en-US');
}
