// The only reader of the environment: what the functions and the embedded runtime are told, checked once at start.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting is missing or cannot be what it must; `message` says what to do, in Chinese and English. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';

  constructor(name: string, why: '缺失 is missing' | '的值无效 is not valid') {
    super(`环境变量 ${name} ${why}`);
  }
}

/** Where the files lie that are read at run time: beside the code here, beside the bundle in the cloud. */
export interface Places {
  templates: string;
  pages: string;
  disclose: string;
  pdfjs: string;
  /** The program that draws and reads square codes, and the thread that reads. */
  squareCodes: { program: string; reader: string };
  /** An office's own fonts, tried before templates/fonts. */
  fonts?: string;
}

/** Authorities in the order in which they are asked; `roots` is a PEM file with the roots they may lead to. */
export interface TimestampSettings {
  urls: string[];
  roots?: string;
  policy: 'wanted' | 'required';
}

/** A provider of electronic seals (ports/seal-provider.md); `key` is a PEM file with the key of its statements. */
export interface SealProviderSettings {
  url: string;
  name: string;
  key: string;
}

/** `token`: for whoever asks the provider. */
export interface SealSettings extends SealProviderSettings {
  token: string;
}

export interface EmbeddedSettings {
  dataDirectory: string;
  port: number;
  host: string;
  baseUrl?: string;
  smtpUrl?: string;
  /** Who stands behind the certificates; read when the authority is made. */
  organization: string;
  contact: string;
  mailFrom: { name: string; address: string };
  places: Places;
  timestamps: TimestampSettings;
  /** Whether finished files get a second signature in SM2 too: an experiment, with a key in the data folder. */
  secondSignature: boolean;
  seals?: SealSettings;
}

export interface CloudSettings {
  table: string;
  privateBucket: string;
  publicBucket: string;
  /** KMS key that signs the head of each trail. */
  trailKeyId: string;
  /** KMS key of the certificate authority; only where it is used. */
  authorityKeyId?: string;
  /** KMS key of its root, while that is made or renewed; without one the authority is its own root. */
  authorityRootKeyId?: string;
  /** Names of Secrets Manager secrets, each one plain text: a function is told those it may read. */
  secretIds: Readonly<Partial<Record<SecretVariable, string>>>;
  baseUrl: string;
  publicUrl: string;
  organization: string;
  contact: string;
  mailFrom: { name: string; address: string };
  identity: { issuer: string; officeClientId: string; audience: string };
  places: Places;
  timestamps: TimestampSettings;
  /** KMS key of spec SM2 for a second signature over finished files: an experiment; absent: none is made. */
  sm2KeyId?: string;
  /** Its token is the secret SEAL_PROVIDER_SECRET_ID. */
  seals?: SealProviderSettings;
  /** Another endpoint for every AWS service, for tests against an emulator. */
  endpoint?: string;
}

/**
 * What each secret is for: signers' links, cookies of staff, cookies of signers, names of API requests, sign-in of staff,
 * the mail relay's URL, the token for the provider of seals (only where there is one).
 */
export const SECRET_VARIABLES = [
  'LINK_SECRET_ID',
  'SESSION_SECRET_ID',
  'SIGNER_SESSION_SECRET_ID',
  'API_SECRET_ID',
  'CLIENT_SECRET_ID',
  'RELAY_SECRET_ID',
  'SEAL_PROVIDER_SECRET_ID',
] as const;

export type SecretVariable = (typeof SECRET_VARIABLES)[number];

/** The names of the variables that CloudSettings is read from: infrastructure sets exactly these. */
export const CLOUD_VARIABLES = [
  'TABLE_NAME',
  'PRIVATE_BUCKET',
  'PUBLIC_BUCKET',
  'TRAIL_KEY_ID',
  'AUTHORITY_KEY_ID',
  'AUTHORITY_ROOT_KEY_ID',
  ...SECRET_VARIABLES,
  'BASE_URL',
  'PUBLIC_URL',
  'ORGANIZATION',
  'CONTACT',
  'MAIL_FROM_NAME',
  'MAIL_FROM_ADDRESS',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'API_AUDIENCE',
] as const;

export type CloudVariable = (typeof CLOUD_VARIABLES)[number];

const CONTACT = '发文单位的特色小镇工作联系人';

export function embeddedSettings(environment: Environment = process.env): EmbeddedSettings {
  const port = Number(environment.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadSetting('PORT', '的值无效 is not valid');
  const { BASE_URL: baseUrl, SMTP_URL: smtpUrl } = environment;
  if (baseUrl && !URL.canParse(baseUrl)) throw new BadSetting('BASE_URL', '的值无效 is not valid');
  if (smtpUrl && !URL.canParse(smtpUrl)) throw new BadSetting('SMTP_URL', '的值无效 is not valid');
  return {
    dataDirectory: resolve(environment.DATA_DIR || 'data'),
    port,
    host: environment.HOST || '127.0.0.1',
    ...(baseUrl ? { baseUrl } : {}),
    ...(smtpUrl ? { smtpUrl } : {}),
    organization: environment.ORGANIZATION || '联签演示平台',
    contact: environment.CONTACT || CONTACT,
    mailFrom: {
      name: environment.MAIL_FROM_NAME || '联签',
      address: environment.MAIL_FROM_ADDRESS || 'no-reply@lianqian.example',
    },
    places: places(environment),
    timestamps: timestamps(environment),
    secondSignature: secondSignature(environment),
    ...sealsWithToken(environment),
  };
}

export function cloudSettings(environment: Environment = process.env): CloudSettings {
  const { AUTHORITY_KEY_ID: authorityKeyId, AUTHORITY_ROOT_KEY_ID: authorityRootKeyId } = environment;
  const { AWS_ENDPOINT: endpoint } = environment;
  const given = (name: CloudVariable): string => {
    const value = environment[name];
    if (!value) throw new BadSetting(name, '缺失 is missing');
    return value;
  };
  return {
    table: given('TABLE_NAME'),
    privateBucket: given('PRIVATE_BUCKET'),
    publicBucket: given('PUBLIC_BUCKET'),
    trailKeyId: given('TRAIL_KEY_ID'),
    ...(authorityKeyId ? { authorityKeyId } : {}),
    ...(authorityRootKeyId ? { authorityRootKeyId } : {}),
    secretIds: Object.fromEntries(
      SECRET_VARIABLES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
    ),
    baseUrl: new URL(given('BASE_URL')).origin,
    publicUrl: given('PUBLIC_URL').replace(/\/$/, ''),
    organization: given('ORGANIZATION'),
    contact: given('CONTACT'),
    mailFrom: { name: given('MAIL_FROM_NAME'), address: given('MAIL_FROM_ADDRESS') },
    identity: {
      issuer: given('OIDC_ISSUER'),
      officeClientId: given('OIDC_CLIENT_ID'),
      audience: given('API_AUDIENCE'),
    },
    places: places(environment),
    timestamps: timestamps(environment),
    ...(environment.SM2_KEY_ID ? { sm2KeyId: environment.SM2_KEY_ID } : {}),
    ...seals(environment),
    ...(endpoint ? { endpoint } : {}),
  };
}

/** What `lianqian ca` works on: the table that TABLE_NAME names, else the data folder of this machine. */
export type AuthoritySettings = { organization: string; publicUrl: string } & (
  | { kind: 'folder'; dataDirectory: string }
  | { kind: 'table'; table: string; issuingKeyId?: string; rootKeyId?: string; endpoint?: string }
);

export function authoritySettings(environment: Environment = process.env): AuthoritySettings {
  const { TABLE_NAME: table, AWS_ENDPOINT: endpoint } = environment;
  if (!table) {
    const { dataDirectory, organization, baseUrl, port } = embeddedSettings(environment);
    const base = baseUrl ? new URL(baseUrl).origin : `http://127.0.0.1:${port}`;
    return { kind: 'folder', dataDirectory, organization, publicUrl: `${base}/public` };
  }
  const { ORGANIZATION: organization, PUBLIC_URL: publicUrl } = environment;
  if (!organization) throw new BadSetting('ORGANIZATION', '缺失 is missing');
  if (!publicUrl) throw new BadSetting('PUBLIC_URL', '缺失 is missing');
  const { AUTHORITY_KEY_ID: issuingKeyId, AUTHORITY_ROOT_KEY_ID: rootKeyId } = environment;
  return {
    ...{ kind: 'table', table, organization, publicUrl: publicUrl.replace(/\/$/, '') },
    ...(issuingKeyId ? { issuingKeyId } : {}),
    ...(rootKeyId ? { rootKeyId } : {}),
    ...(endpoint ? { endpoint } : {}),
  };
}

/** SECOND_SIGNATURE: `sm2`, or nothing. */
function secondSignature({ SECOND_SIGNATURE: kind = '' }: Environment): boolean {
  if (kind !== '' && kind !== 'sm2') throw new BadSetting('SECOND_SIGNATURE', '的值无效 is not valid');
  return kind === 'sm2';
}

/** TIMESTAMP_URLS: addresses with blanks between them; none: no time-stamps. */
function timestamps(environment: Environment): TimestampSettings {
  const urls = (environment.TIMESTAMP_URLS ?? '').split(/\s+/).filter(Boolean);
  if (urls.some((url) => !/^https?:/.test(url) || !URL.canParse(url)))
    throw new BadSetting('TIMESTAMP_URLS', '的值无效 is not valid');
  const { TIMESTAMP_ROOTS: roots, TIMESTAMP_POLICY: policy = 'wanted' } = environment;
  if (urls.length > 0 && !roots) throw new BadSetting('TIMESTAMP_ROOTS', '缺失 is missing');
  if (environment.TIMESTAMP_POLICY === 'required' && urls.length === 0)
    throw new BadSetting('TIMESTAMP_URLS', '缺失 is missing');
  if (policy !== 'wanted' && policy !== 'required')
    throw new BadSetting('TIMESTAMP_POLICY', '的值无效 is not valid');
  return { urls, policy, ...(roots ? { roots: resolve(environment.ASSETS_ROOT ?? '.', roots) } : {}) };
}

/** SEAL_PROVIDER_URL: the provider's address; without it electronic seals are not offered. */
function seals(environment: Environment): { seals?: SealProviderSettings } {
  const { SEAL_PROVIDER_URL: url, SEAL_PROVIDER_NAME: name } = environment;
  if (!url) return {};
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new BadSetting('SEAL_PROVIDER_URL', '的值无效 is not valid');
  if (!name) throw new BadSetting('SEAL_PROVIDER_NAME', '缺失 is missing');
  const { SEAL_PROVIDER_KEY: key } = environment;
  if (!key) throw new BadSetting('SEAL_PROVIDER_KEY', '缺失 is missing');
  const file = resolve(environment.ASSETS_ROOT ?? '.', key);
  return { seals: { url: url.replace(/\/$/, ''), name, key: file } };
}

function sealsWithToken(environment: Environment): { seals?: SealSettings } {
  const { seals: provider } = seals(environment);
  if (!provider) return {};
  const { SEAL_PROVIDER_TOKEN: token } = environment;
  if (!token) throw new BadSetting('SEAL_PROVIDER_TOKEN', '缺失 is missing');
  return { seals: { ...provider, token } };
}

/** ASSETS_ROOT is the root of a bundle; else the root of the repository. */
function places(environment: Environment): Places {
  const root = environment.ASSETS_ROOT
    ? resolve(environment.ASSETS_ROOT)
    : fileURLToPath(new URL('..', import.meta.url));
  return {
    templates: join(root, 'templates'),
    pages: join(root, 'functions', 'pages'),
    disclose: join(root, 'functions', 'disclose'),
    pdfjs: join(root, 'node_modules', 'pdfjs-dist'),
    squareCodes: {
      program: join(root, 'node_modules', 'zxing-wasm', 'dist', 'full', 'zxing_full.wasm'),
      reader: join(root, 'functions', 'adapters', 'read-codes-worker.mjs'),
    },
    ...(environment.FONT_DIR ? { fonts: resolve(environment.FONT_DIR) } : {}),
  };
}
