// What differs between partitions and stages. Whoever deploys writes the names of their own office here.

export type Partition = 'aws' | 'aws-cn';
export type Stage = 'trial' | 'production';

export interface Settings {
  partition: Partition;
  stage: Stage;
  region: string;
  /** Where the functions answer. Without: the address that API Gateway gives (in China only with an own name and ICP). */
  baseUrl?: string;
  publicSite: PublicSiteSettings;
  /** Who stands behind the certificates. */
  organization: string;
  /** Whom a signer asks, as the mails say it. */
  contact: string;
  mailFrom: { name: string; address: string };
  identity: { issuer: string; clientId: string; audience: string };
  timestamps: TimestampSettings;
  /** A provider of electronic seals; its key: infra/trust. Without: none are offered. */
  seals?: { url: string; name: string };
  /** May the loop sign with the root's key? It needs to once, when the authority is made; then `offline` is better. */
  authorityRoot: 'online' | 'offline';
  /** One more before each rotation, and never fewer: a replaced key still signs its list of revoked certificates. */
  issuingKeys: number;
  /** A KMS key of spec SM2, by its ARN, for a second signature over finished files: an experiment, in China only. */
  sm2KeyArn?: string;
  /** For how long no version of a private file can be removed without a right of its own (S3 Object Lock, governance). */
  fileRetentionDays: number;
  logRetentionDays: 30 | 365;
  /** Who is told of alarms. */
  alarmMail?: string;
}

/** RFC 3161 authorities in the order in which they are asked; none: no time-stamps. Their roots: infra/trust. */
export interface TimestampSettings {
  urls: readonly string[];
  policy: 'wanted' | 'required';
}

/**
 * `certificateId` is of ACM in us-east-1 (its ARN) outside China; inside it is of the IAM store: CloudFront in China
 * takes no other, and has no address of its own that may be served (Amazon CloudFront in China, developer guide).
 */
export interface PublicSiteSettings {
  domain?: { name: string; certificateId: string };
}

const OFFICE = {
  organization: '联签平台',
  contact: '发文单位的特色小镇工作联系人',
  mailFrom: { name: '联签', address: 'no-reply@lianqian.example' },
  identity: {
    issuer: 'https://login.lianqian.example',
    clientId: 'lianqian-office',
    audience: 'lianqian-api',
  },
  timestamps: { urls: [], policy: 'wanted' },
  authorityRoot: 'online',
  issuingKeys: 1,
} as const;

const STAGES = {
  trial: { fileRetentionDays: 30, logRetentionDays: 30 },
  production: {
    // The shorter of the two terms for records kept for a limited time, 10 and 30 years (国家档案局令第8号, 2006).
    fileRetentionDays: 3650,
    // 网络安全法 (2016) art. 21 (3) asks for six months at least.
    logRetentionDays: 365,
  },
} as const;

const PARTITIONS = {
  aws: { region: 'ap-southeast-1', publicSite: {} },
  'aws-cn': {
    region: 'cn-northwest-1',
    baseUrl: 'https://lianqian.example',
    publicSite: { domain: { name: 'register.lianqian.example', certificateId: 'ASCAEXAMPLEEXAMPLE123' } },
  },
} as const;

export function settingsFor(partition: string, stage: string): Settings {
  if (!isKey(PARTITIONS, partition))
    throw new Error(`partition must be ${Object.keys(PARTITIONS).join(' or ')}, not ${partition}`);
  if (!isKey(STAGES, stage))
    throw new Error(`stage must be ${Object.keys(STAGES).join(' or ')}, not ${stage}`);
  return { partition, stage, ...OFFICE, ...PARTITIONS[partition], ...STAGES[stage] };
}

function isKey<T extends object>(object: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(object, key);
}
