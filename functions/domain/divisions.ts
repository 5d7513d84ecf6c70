// The prefecture-level and county-level divisions of Qinghai, by their GB/T 2260 codes.
// Facts from the public data set modood/Administrative-divisions-of-China, checked against the policy's eight 市州.

export interface Division {
  code: string;
  name: string;
}

export interface Prefecture extends Division {
  counties: readonly Division[];
}

export const PREFECTURES: readonly Prefecture[] = [
  {
    code: '630100',
    name: '西宁市',
    counties: [
      { code: '630102', name: '城东区' },
      { code: '630103', name: '城中区' },
      { code: '630104', name: '城西区' },
      { code: '630105', name: '城北区' },
      { code: '630106', name: '湟中区' },
      { code: '630121', name: '大通回族土族自治县' },
      { code: '630123', name: '湟源县' },
    ],
  },
  {
    code: '630200',
    name: '海东市',
    counties: [
      { code: '630202', name: '乐都区' },
      { code: '630203', name: '平安区' },
      { code: '630222', name: '民和回族土族自治县' },
      { code: '630223', name: '互助土族自治县' },
      { code: '630224', name: '化隆回族自治县' },
      { code: '630225', name: '循化撒拉族自治县' },
    ],
  },
  {
    code: '632200',
    name: '海北藏族自治州',
    counties: [
      { code: '632221', name: '门源回族自治县' },
      { code: '632222', name: '祁连县' },
      { code: '632223', name: '海晏县' },
      { code: '632224', name: '刚察县' },
    ],
  },
  {
    code: '632300',
    name: '黄南藏族自治州',
    counties: [
      { code: '632301', name: '同仁市' },
      { code: '632322', name: '尖扎县' },
      { code: '632323', name: '泽库县' },
      { code: '632324', name: '河南蒙古族自治县' },
    ],
  },
  {
    code: '632500',
    name: '海南藏族自治州',
    counties: [
      { code: '632521', name: '共和县' },
      { code: '632522', name: '同德县' },
      { code: '632523', name: '贵德县' },
      { code: '632524', name: '兴海县' },
      { code: '632525', name: '贵南县' },
    ],
  },
  {
    code: '632600',
    name: '果洛藏族自治州',
    counties: [
      { code: '632621', name: '玛沁县' },
      { code: '632622', name: '班玛县' },
      { code: '632623', name: '甘德县' },
      { code: '632624', name: '达日县' },
      { code: '632625', name: '久治县' },
      { code: '632626', name: '玛多县' },
    ],
  },
  {
    code: '632700',
    name: '玉树藏族自治州',
    counties: [
      { code: '632701', name: '玉树市' },
      { code: '632722', name: '杂多县' },
      { code: '632723', name: '称多县' },
      { code: '632724', name: '治多县' },
      { code: '632725', name: '囊谦县' },
      { code: '632726', name: '曲麻莱县' },
    ],
  },
  {
    code: '632800',
    name: '海西蒙古族藏族自治州',
    counties: [
      { code: '632801', name: '格尔木市' },
      { code: '632802', name: '德令哈市' },
      { code: '632803', name: '茫崖市' },
      { code: '632821', name: '乌兰县' },
      { code: '632822', name: '都兰县' },
      { code: '632823', name: '天峻县' },
      { code: '632857', name: '大柴旦行政委员会' },
    ],
  },
];

export const PROVINCE: Division = { code: '630000', name: '青海省' };

const NAMES = new Map<string, string>([
  [PROVINCE.code, PROVINCE.name],
  ...PREFECTURES.flatMap((prefecture): [string, string][] => [
    [prefecture.code, prefecture.name],
    ...prefecture.counties.map((county): [string, string] => [county.code, county.name]),
  ]),
]);

/** The name of a six-digit code, or undefined. */
export function divisionName(code: string): string | undefined {
  return NAMES.get(code);
}

/** The prefecture's six digits for a county's. */
export function prefectureOf(county: string): string {
  return `${county.slice(0, 4)}00`;
}

/** 63 -> 青海省, 6301 -> 西宁市, 630121 -> 大通回族土族自治县. */
export function scopeName(scope: string): string | undefined {
  return divisionName(scope.padEnd(6, '0'));
}

/** Whether a scope of two, four or six digits is the region itself or lies above it. */
export function covers(scope: string, region: string): boolean {
  return /^\d{2}(\d{2}){0,2}$/.test(scope) && region.startsWith(scope);
}
