// The sentences of a report in English.
import type { Instant } from '../domain/time.ts';
import type { Phrases } from './phrases.ts';

const utc8 = (instant: Instant) => {
  const local = new Date(Date.parse(instant) + 8 * 60 * 60 * 1000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)} (UTC+8)`;
};

export const en: Phrases = {
  outcome: {
    published: {
      headline: 'This is the published file, and its signatures are sound',
      means:
        'It is byte for byte the file of the public register; the signatures below are sound, and nothing was changed after signing.',
      todo: '',
    },
    earlier: {
      headline: 'The signatures are sound, but this is an earlier revision, not the published file',
      means: 'The published file has more signatures or archival time-stamps than this one.',
      todo: 'Rely on the published file.',
    },
    unlisted: {
      headline: 'The signatures are sound, but the public register does not have this file',
      means:
        'The platform issued it, the parties below signed it, and nothing was changed after signing. Documents of this type may not be published (creation plans and rectification orders are not), or a pledge is not published yet, or this is a revision from before it was.',
      todo: 'For a pledge rely on the published file; where somebody has not signed yet, ask the issuing office for the file when all have; for another document ask it whether that is in force.',
    },
    variant: {
      headline: 'Neither the published file nor any of its revisions',
      means:
        'The signatures are sound and the register has the same pledge, but no file that is byte for byte this one: a time-stamp may have been taken off or exchanged, or this is a revision so new that it is not published yet.',
      todo: 'Do not rely on this file; download the published one. If you are sure that this is a newer one, check it again later, or ask the issuing office.',
    },
    sound: {
      headline: 'The signatures are sound (the public register was not compared)',
      means:
        'The signatures below are sound, and nothing was changed after signing. Only the register can say whether this is the latest revision.',
      todo: 'To know whether it is, check it in the public register of the issuing office, or ask that office.',
    },
  },
  unsound: (title) => `Not sound: ${title}`,
  instant: utc8,
  signer: (person, post) => `${person} (${post})`,
  claimed: (at) => `${at}, as the platform states; no time-stamp`,
  trusted: ({ authority }, at) => `not later than ${at}, attested by the time-stamp of "${authority}"`,
  revision(change, role, { instant, seal }) {
    const head = `Revision ${change.revision}: `;
    if (change.change === 'issued') return `${head}the file as issued, without signatures`;
    if (change.change === 'signature' && change.way !== 'link')
      return `${head}adds ${seal[change.way].revision(role)}, and changes nothing else`;
    if (change.change === 'signature')
      return `${head}adds the electronic signature of ${change.organization}, and changes nothing else`;
    return `${head}adds an archival time-stamp (${instant(change.at)}, ${change.authority}), and changes nothing else`;
  },
  carried: ({ name, length, sha256 }) =>
    `Attachment of revision 1, ${name}: ${length} bytes, SHA-256 ${sha256}`,
  open: (names) => `Not signed yet: ${names}. Until all have signed it is not the final file.`,
  archive: ({ authority }, until, over) =>
    over
      ? `The certificate behind the archival time-stamp of "${authority}" ended on ${until}. There should be a newer file in the public register.`
      : `The archival time-stamp of "${authority}" lasts until ${until}; the platform adds a new one before.`,
  register: {
    'not-asked': 'The public register was not asked.',
    'no-answer': 'The public register did not answer.',
    unknown: 'The public register does not have this file.',
  },
  known: {
    published: ({ number, title }) => `The published file of "${title}" (${number}), the latest revision.`,
    earlier: ({ number, title, revision, revisions }) =>
      `Revision ${revision} of ${revisions} of "${title}" (${number}); the last one is published.`,
    variant: ({ number, title }) =>
      `The register has "${title}" (${number}), but no revision that is byte for byte this file.`,
  },
  stamped: (at, again) =>
    `The published file got ${again ? 'another' : 'an'} archival time-stamp since (${at}), which this one lacks.`,
  place: (revision, signature, role) =>
    signature > 0
      ? `The fault is at signature ${signature}: ${role} (revision ${revision} of the file).`
      : `The fault is in revision ${revision} of the file${revision === 1 ? ', as it was issued' : ''}.`,
  firstCovers:
    'What was changed lies in the file as issued (revision 1) or in this revision; the signature does not tell which.',
  where: (bytes, names) =>
    `The first ${bytes} bytes are a sound file with ${names}; what follows them is at fault.`,
  own: (organization) => `the electronic signature of ${organization}`,
  nowhere: 'No part of the file was found to be sound by itself.',
  separator: ', ',
  seal: {
    'wet-seal': {
      organization: 'sealed on paper',
      signer: (platform, evidence) =>
        `a scan of the sealed sheet was compared${evidence && ` (SHA-256 of the scan: ${evidence})`}; this signature is that of the platform (${platform}), not of the party`,
      revision: (role) => `the platform’s signature about the ${role}, sealed on paper, scan compared`,
      note: 'A party that sealed on paper has no electronic signature: that of the platform only says that the scan was compared. Whether the seal is genuine shows on the paper.',
    },
    'e-seal': {
      organization: 'sealed by way of a provider of electronic seals',
      signer: (platform, evidence) =>
        `the provider’s result was verified${evidence && ` (SHA-256 of its evidence: ${evidence})`}; this signature is that of the platform (${platform}), not of the party, and no electronic seal`,
      revision: (role) => `the platform’s signature about the ${role}, sealed by a provider, result verified`,
      note: 'For a party that sealed by way of a provider the signature of the platform only says that the provider’s result was verified; the evidence kept beside the file decides.',
    },
  },
  revocation: {
    'not-asked': () =>
      'Revocation was not checked, and the file holds no archived lists. If this matters, ask the issuing office.',
    'archived-lists': () =>
      'The revocation lists archived in the file show nothing that affects the signatures. Later revocations were not checked.',
    'register-lists': ({ from, until, some }) =>
      `The lists of revoked certificates in the public register (of ${from}, in force until ${until}) ${some ? 'revoke no other' : 'show nothing that affects the signatures'}.`,
    'register-outdated': ({ from, until }) =>
      `The lists of revoked certificates in the public register are not in force now (of ${from}, until ${until}): whether a certificate has been revoked is not known. See whether the date of this machine is right, try later, or ask the issuing office.`,
    'register-missing': () =>
      'The public register gave no list of revoked certificates: whether one has been revoked is not known. Try later, or ask the issuing office.',
  },
  revoked({ holder, organization, serial, stands }, at) {
    const whose =
      holder === 'signer'
        ? `The certificate of the signer for ${organization}`
        : `The certificate of the authority behind the signer for ${organization}`;
    const proof = stands
      ? 'a time-stamp proves that the signature was made before, so it stands'
      : 'no time-stamp proves that the signature was made before, so it cannot be trusted';
    return `${whose} (${serial}) was revoked on ${at}; ${proof}.`;
  },
  note: 'These are electronic signatures under the platform’s own certificates: they prove only that the signer could read the registered mailbox and had the one-time code.',
  reportNote:
    'The platform signed this by itself: it proves only that the platform made this report and that nothing was changed since, and stands for none of the parties.',
};
