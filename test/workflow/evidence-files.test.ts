// Which files a report carries, and what it is called there, when not all of them fit.
import { expect, test } from '@jest/globals';
import type { EvidenceFile, EvidenceParty, EvidenceScan } from '../../functions/domain/evidence.ts';
import type { Role } from '../../functions/domain/party.ts';
import { carriedFiles, MOST_CARRIED, withinLimits } from '../../functions/workflow/evidence-files.ts';
import { LARGEST_SCAN } from '../../functions/workflow/scan-pictures.ts';
import { memoryFileStore } from '../fakes/memory-file-store.ts';

const MB = 1024 * 1024;

/** A scan of `length` octets that came on day `day` of the month. */
function scan(name: string, length: number, day: number): EvidenceScan {
  const at = `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
  const file: EvidenceFile = { sha256: `digest of ${name}`, length, attached: name };
  return { sequence: day, at, codeRound: day, file, parts: [] };
}

function party(role: Role, scans: EvidenceScan[]): EvidenceParty {
  const named = { organization: role, code: '', person: '', title: '', email: '' };
  return {
    role,
    ...named,
    receives: false,
    way: 'wet-seal',
    prints: [],
    seals: [],
    mails: [],
    acts: [],
    scans,
  };
}

const carried = (parties: readonly EvidenceParty[]) =>
  withinLimits(parties).flatMap(({ scans }) => scans.map(({ file }) => file.attached ?? '-'));

test('the largest scan fits, and what is carried leaves room for the pages below what the verifier reads', () => {
  expect(carried([party('county', [scan('a', LARGEST_SCAN, 1)])])).toEqual(['a']);
  expect(MOST_CARRIED).toBeLessThanOrEqual(20 * MB);
});

test('as long as all fit, all are carried', () => {
  const scans = [scan('a', 6 * MB, 1), scan('b', 6 * MB, 2), scan('c', 6 * MB, 3)];
  expect(carried([party('county', scans)])).toEqual(['a', 'b', 'c']);
});

test('the last scan of each party comes before any other, and of the others the newer one', () => {
  const earlier = [scan('a', 3 * MB, 1), scan('b', 3 * MB, 2), scan('c', 12 * MB, 8)];
  const county = party('county', [...earlier, scan('d', 6 * MB, 9)]);
  const enterprise = party('enterprise', [scan('e', 11 * MB, 3)]);
  expect(carried([county, enterprise])).toEqual(['-', 'b', '-', 'd', 'e']);
});

test('an older one that fits is carried where a newer one does not', () => {
  const scans = [scan('a', 3 * MB, 1), scan('b', 9 * MB, 2), scan('c', 17 * MB, 3)];
  expect(carried([party('county', scans)])).toEqual(['a', '-', 'c']);
});

test('no more than sixty-four are carried, however small', () => {
  const scans = Array.from({ length: 70 }, (_, i) => scan(`s${i}`, 1, i + 1));
  expect(carried([party('county', scans)]).filter((name) => name !== '-')).toHaveLength(64);
});

test('a file that came twice is carried once, and told of by its first name in both places', async () => {
  const files = memoryFileStore();
  const bytes = new Uint8Array([1, 2, 3]);
  const sha256 = await files.put(bytes, 'image/png');
  const twice = [scan('scan-county-1.png', 3, 1), scan('scan-county-2.png', 3, 2)];
  const same = twice.map((one) => ({ ...one, file: { ...one.file, sha256 } }));
  const parties = withinLimits([party('county', same)]);
  expect(parties[0]!.scans.map(({ file }) => file.attached)).toEqual([
    'scan-county-1.png',
    'scan-county-1.png',
  ]);
  const printed = await carriedFiles({ files }, parties);
  expect(printed).toEqual([
    {
      name: 'scan-county-1.png',
      description: `县（市、区、行委）政府第1次上传的盖章扫描件，SHA-256：${sha256}`,
      at: twice[0]!.at,
      bytes,
    },
  ]);
});
