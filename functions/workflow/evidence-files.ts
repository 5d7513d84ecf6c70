// Which files an evidence report carries: scans and provider's evidence as they came, the ones that count first.
import type { EvidenceFile, EvidenceParty } from '../domain/evidence.ts';
import { ROLE_NAMES } from '../domain/party.ts';
import type { Instant } from '../domain/time.ts';
import type { PrintedFile } from '../ports/printer.ts';
import { MOST_FILES } from '../sign/associated-files.ts';
import type { World } from './world.ts';

/**
 * Octets in one report. The largest scan fits (20 MB); with pages and signature a report stays below the 22 MB that the
 * verifier reads, also in a browser.
 */
export const MOST_CARRIED = 20 * 1024 * 1024;

/** Something that was uploaded, and what it is called in a report. */
interface Candidate {
  file: EvidenceFile;
  at: Instant;
  description: string;
  /** Of its party: the one that counts, or waits. */
  newest: boolean;
}

/**
 * The parties as they are, but that `attached` stands only at files which the report is to carry: of each party the last,
 * then the others, the newer ones first, each as long as there is room for it. A file that came twice is carried once,
 * under its first name.
 */
export function withinLimits(parties: readonly EvidenceParty[]): EvidenceParty[] {
  const candidates = candidatesOf(parties);
  const carried = new Set<string>();
  let room = MOST_CARRIED;
  const byWeight = candidates.toSorted(
    (a, b) => Number(b.newest) - Number(a.newest) || (a.at < b.at ? 1 : -1),
  );
  for (const { file } of byWeight) {
    const fits = file.length <= room && carried.size < MOST_FILES;
    if (carried.has(file.sha256) || !fits) continue;
    carried.add(file.sha256);
    room -= file.length;
  }
  const marked = ({ attached: _, ...file }: EvidenceFile): EvidenceFile => {
    const first = carried.has(file.sha256) && candidates.find((one) => one.file.sha256 === file.sha256);
    return first ? { ...file, attached: first.file.attached! } : file;
  };
  return parties.map(({ scans, seals, ...party }) => ({
    ...party,
    scans: scans.map((scan) => ({ ...scan, file: marked(scan.file) })),
    seals: seals.map(({ received, ...seal }) =>
      received ? { ...seal, received: { ...received, file: marked(received.file) } } : seal,
    ),
  }));
}

/** What `attached` names, each once. Throws FileMissing or FileDamaged. */
export async function carriedFiles(
  { files }: Pick<World, 'files'>,
  parties: readonly EvidenceParty[],
): Promise<PrintedFile[]> {
  const found: PrintedFile[] = [];
  for (const { file, at, description } of candidatesOf(parties)) {
    const { attached: name, sha256 } = file;
    if (!name || found.some((one) => one.name === name)) continue;
    found.push({ name, description, at, bytes: await files.get(sha256) });
  }
  return found;
}

function candidatesOf(parties: readonly EvidenceParty[]): Candidate[] {
  return parties.flatMap(({ role, scans, seals }) => [
    ...scans.map(({ file, at }, i) => ({
      ...{ file, at, newest: i === scans.length - 1 },
      description: described(file, `${ROLE_NAMES[role]}第${i + 1}次上传的盖章扫描件`),
    })),
    ...seals.flatMap(({ received }, i) =>
      received
        ? [
            {
              ...{ file: received.file, at: received.at, newest: i === seals.length - 1 },
              description: described(received.file, `${ROLE_NAMES[role]}第${i + 1}次申请的用印凭证`),
            },
          ]
        : [],
    ),
  ]);
}

const described = ({ sha256 }: EvidenceFile, what: string) => `${what}，SHA-256：${sha256}`;
