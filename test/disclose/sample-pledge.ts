// Invented pledges and files for the tests of the register; the codes have valid check characters.
import { createHash } from 'node:crypto';
import type { DisclosedPledge, DisclosedRevision } from '../../functions/disclose/disclosed-pledge.ts';

export interface Sample {
  pledge: DisclosedPledge;
  /** The bytes of each revision; the last is the published file. */
  files: Uint8Array[];
  pdf: Uint8Array;
}

/** A pledge signed by three parties; `variant` changes what the register lists. */
export function samplePledge(variant: Partial<DisclosedPledge> = {}): Sample {
  const number = variant.number ?? '63012120261108000001';
  const files: Uint8Array[] = [];
  let text = `%PDF-1.7 ${number}\n${'x'.repeat(2000)}`;
  for (const part of ['%%EOF\n', 'drc\n', 'county\n', 'enterprise\n']) {
    text += part;
    files.push(new TextEncoder().encode(text));
  }
  const roles = ['drc', 'county', 'enterprise'] as const;
  const revisions = files.map(
    (file, index): DisclosedRevision => ({
      sha256: createHash('sha256').update(file).digest('hex'),
      length: file.length,
      signedBy: roles.slice(0, index),
    }),
  );
  const pledge: DisclosedPledge = {
    number,
    title: '青海省鹞子沟·高原康养（森林）特色小镇创建三级联签承诺书',
    town: '鹞子沟·高原康养（森林）特色小镇',
    townCategory: '文化旅游类',
    prefecture: { code: '630100', name: '西宁市' },
    county: { code: '630121', name: '大通回族土族自治县' },
    plannedAreaKm2: 3.26,
    issuedOn: '2026-11-08',
    completedAt: '2026-11-12T07:41:09.120Z',
    publishedAt: '2026-11-12T07:41:31.004Z',
    validUntil: '2031-11-07',
    parties: [
      {
        role: 'drc',
        organization: '西宁市发展和改革委员会',
        code: '11630100MB1234567J',
        signedAt: '2026-11-09T01:12:00.000Z',
        serial: '4c1f7a9be03d5526',
      },
      {
        role: 'county',
        organization: '大通回族土族自治县人民政府',
        code: '11630121015000185H',
        signedAt: '2026-11-10T02:30:45.000Z',
        serial: '0b7732ef91c4aa10',
      },
      {
        role: 'enterprise',
        organization: '青海鹞子沟文旅投资运营有限公司',
        code: '91630121MA7CXWHL5P',
        signedAt: '2026-11-12T07:41:09.120Z',
        serial: '6e20d9185bb3f7c4',
      },
    ],
    revisions,
    ...variant,
  };
  return { pledge, files, pdf: files.at(-1)! };
}

const PLACES = [
  ['630100', '西宁市', '630123', '湟源县'],
  ['630200', '海东市', '630225', '循化撒拉族自治县'],
  ['632500', '海南藏族自治州', '632521', '共和县'],
  ['632800', '海西蒙古族藏族自治州', '632801', '格尔木市'],
] as const;

/** The `position`th of many pledges, spread over four places and the years 2024 to 2026. */
export function numberedPledge(position: number): DisclosedPledge {
  const [prefectureCode, prefecture, countyCode, county] = PLACES[position % PLACES.length]!;
  const year = 2024 + (position % 3);
  const month = String(1 + (position % 12)).padStart(2, '0');
  const town = `${county.slice(0, 2)}第${position}号盐湖·藏毯特色小镇`;
  const { pledge } = samplePledge({
    number: `${countyCode}${year}${month}08${String(position).padStart(6, '0')}`,
    title: `青海省${town}创建三级联签承诺书`,
    town,
    prefecture: { code: prefectureCode, name: prefecture },
    county: { code: countyCode, name: county },
    issuedOn: `${year}-${month}-08`,
    publishedAt: `${year}-${month}-20T08:00:00.000Z`,
  });
  return pledge;
}
