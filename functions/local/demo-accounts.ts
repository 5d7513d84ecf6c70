// Who may log in to the built-in identity provider: one member of staff for each kind of region, and the
// integrations. For a demonstration on one machine; an office brings its own OpenID Connect issuer.

export interface StaffAccount {
  /** The name typed at login, and the subject of tokens. */
  id: string;
  name: string;
  organization: string;
  /** 统一社会信用代码 (GB 32100-2015), invented, with a true check character. */
  organizationCode: string;
  /** Two, four or six digits (GB/T 2260). */
  regionCode: string;
}

export const STAFF: readonly StaffAccount[] = [
  {
    id: 'qinghai',
    name: '马文斌',
    organization: '青海省发展和改革委员会',
    organizationCode: '11630000DEM000014G',
    regionCode: '63',
  },
  {
    id: 'xining',
    name: '李海燕',
    organization: '西宁市发展和改革委员会',
    organizationCode: '11630100DEM000022G',
    regionCode: '6301',
  },
  {
    id: 'haidong',
    name: '韩生福',
    organization: '海东市发展和改革委员会',
    organizationCode: '11630200DEM000030G',
    regionCode: '6302',
  },
  {
    id: 'datong',
    name: '祁玉兰',
    organization: '大通回族土族自治县发展和改革局',
    organizationCode: '11630121DEM000049M',
    regionCode: '630121',
  },
];

export interface Integration {
  clientId: string;
  name: string;
  /** Scopes it may ask for, separated by spaces. */
  scope: string;
  regionCode: string;
}

/** A monitoring platform whose orders wait for staff, and one whose orders are issued at once. */
export const INTEGRATIONS = {
  monitoring: {
    clientId: 'monitoring',
    name: '西宁市特色小镇监测平台',
    scope: 'orders:write documents:read',
    regionCode: '6301',
  },
  monitoringTrusted: {
    clientId: 'monitoring-trusted',
    name: '青海省特色小镇监测平台',
    scope: 'orders:write orders:issue documents:read',
    regionCode: '63',
  },
} as const satisfies Record<string, Integration>;

export const OFFICE_CLIENT_ID = 'office';
