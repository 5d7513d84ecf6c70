// Configuration -> adapters -> what each function works with. Each builds only what its verbs need.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { kmsKeyRing } from '../adapters/authority-keys.ts';
import { dynamoAuthority, dynamoIssuanceTerm } from '../adapters/dynamo-authority.ts';
import { dynamoDocumentStore } from '../adapters/dynamo-document-store.ts';
import { dynamoNumberRegister } from '../adapters/dynamo-number-register.ts';
import { dynamoSessionRegister } from '../adapters/dynamo-session-register.ts';
import { kmsSecondSignature } from '../adapters/kms-second-signature.ts';
import { kmsSigningKey } from '../adapters/kms-signing-key.ts';
import { s3FileStore } from '../adapters/s3-file-store.ts';
import { s3PublicSite } from '../adapters/s3-public-site.ts';
import { smtpMailer } from '../adapters/smtp-mailer.ts';
import {
  BadSetting,
  type CloudSettings,
  cloudSettings,
  type SealSettings,
  type SecretVariable,
} from '../config.ts';
import type { Log, World } from '../workflow/world.ts';
import { accessTokenVerifier } from './access-token.ts';
import {
  type Constants,
  constants,
  openPress,
  random,
  systemClock,
  timestampsFrom,
  waysFrom,
} from './assemble.ts';
import type { IntegrationWorld } from './integration.ts';
import type { OfficeWorld } from './office.ts';
import { openIdSignIn } from './sign-in.ts';
import type { SignerWorld } from './signer.ts';

const log: Log = (entry) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
};

function endpointOf(settings: CloudSettings): { endpoint?: string } {
  return settings.endpoint ? { endpoint: settings.endpoint } : {};
}

async function readSecret(settings: CloudSettings, name: SecretVariable): Promise<string> {
  const id = settings.secretIds[name];
  if (!id) throw new BadSetting(name, '缺失 is missing');
  const client = new SecretsManagerClient(endpointOf(settings));
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (!SecretString) throw new BadSetting(name, '的值无效 is not valid');
  return SecretString;
}

/** What is computed with: 32 characters or more, made by chance. */
async function readKey(settings: CloudSettings, name: SecretVariable): Promise<Uint8Array> {
  const key = new TextEncoder().encode(await readSecret(settings, name));
  if (key.length < 32) throw new BadSetting(name, '的值无效 is not valid');
  return key;
}

async function sealsOf(settings: CloudSettings): Promise<SealSettings | undefined> {
  const { seals } = settings;
  return seals && { ...seals, token: await readSecret(settings, 'SEAL_PROVIDER_SECRET_ID') };
}

type Stores = Pick<World, 'documents' | 'trailKey' | 'files' | 'office' | 'log'> & Constants;

function stores(settings: CloudSettings): Stores {
  const dynamo = new DynamoDBClient(endpointOf(settings));
  const s3 = new S3Client({
    ...endpointOf(settings),
    ...(settings.endpoint ? { forcePathStyle: true } : {}),
  });
  return {
    ...constants(settings.places, settings.seals),
    documents: dynamoDocumentStore(dynamo, settings.table),
    trailKey: kmsSigningKey(new KMSClient(endpointOf(settings)), settings.trailKeyId),
    files: s3FileStore(s3, settings.privateBucket),
    office: {
      baseUrl: settings.baseUrl,
      publicUrl: settings.publicUrl,
      mailDomain: settings.mailFrom.address.split('@')[1]!,
      contact: settings.contact,
    },
    log,
  };
}

export async function officeWorld(settings = cloudSettings()): Promise<OfficeWorld> {
  const sessionSecret = await readKey(settings, 'SESSION_SECRET_ID');
  const clientSecret = await readSecret(settings, 'CLIENT_SECRET_ID');
  const { printer, fontNotice } = openPress(settings.places);
  const { issuer, officeClientId: clientId } = settings.identity;
  const { baseUrl } = settings;
  const client = new DynamoDBClient(endpointOf(settings));
  return {
    ...stores(settings),
    numbers: dynamoNumberRegister(client, settings.table),
    endedSessions: dynamoSessionRegister(client, settings.table),
    // It asks how long certificates can be issued, and uses no key.
    authority: dynamoIssuanceTerm({ client, table: settings.table, earlierKey: '', clock: systemClock }),
    printer,
    fontNotice,
    sessionSecret,
    secureCookies: true,
    pagesDirectory: settings.places.pages,
    signIn: openIdSignIn({
      issuer,
      clientId,
      clientSecret,
      redirectUri: `${baseUrl}/office/callback`,
      postLogoutRedirectUri: `${baseUrl}/office`,
    }),
  };
}

export async function signerWorld(settings = cloudSettings()): Promise<SignerWorld> {
  return {
    ...stores(settings),
    linkSecret: await readKey(settings, 'LINK_SECRET_ID'),
    sessionSecret: await readKey(settings, 'SIGNER_SESSION_SECRET_ID'),
    secureCookies: true,
    pagesDirectory: settings.places.pages,
  };
}

export async function integrationWorld(settings = cloudSettings()): Promise<IntegrationWorld> {
  const { issuer, audience } = settings.identity;
  const { printer } = openPress(settings.places);
  return {
    ...stores(settings),
    printer,
    verifyToken: accessTokenVerifier({ issuer, audience }),
    idempotencySecret: await readKey(settings, 'API_SECRET_ID'),
  };
}

export type LoopWorld = World & Constants;

/** The only function with the authority's keys, the relay's password, the provider's token and the right to publish. */
export async function loopWorld(settings = cloudSettings()): Promise<LoopWorld> {
  if (!settings.authorityKeyId) throw new BadSetting('AUTHORITY_KEY_ID', '缺失 is missing');
  const linkSecret = await readKey(settings, 'LINK_SECRET_ID');
  const relayUrl = await readSecret(settings, 'RELAY_SECRET_ID');
  if (!URL.canParse(relayUrl)) throw new BadSetting('RELAY_SECRET_ID', '的值无效 is not valid');
  const { printer, letters } = openPress(settings.places);
  const client = new DynamoDBClient(endpointOf(settings));
  const s3 = new S3Client({
    ...endpointOf(settings),
    ...(settings.endpoint ? { forcePathStyle: true } : {}),
  });
  return {
    ...stores(settings),
    numbers: dynamoNumberRegister(client, settings.table),
    site: s3PublicSite(s3, settings.publicBucket),
    mailer: smtpMailer(relayUrl, settings.mailFrom),
    letters,
    printer,
    timestamps: timestampsFrom(settings.timestamps),
    ...(settings.sm2KeyId
      ? { secondSignature: kmsSecondSignature(new KMSClient(endpointOf(settings)), settings.sm2KeyId) }
      : {}),
    ...waysFrom(settings.places, await sealsOf(settings)),
    authority: dynamoAuthority({
      client,
      table: settings.table,
      keys: kmsKeyRing(new KMSClient(endpointOf(settings)), {
        issuing: settings.authorityKeyId,
        ...(settings.authorityRootKeyId ? { root: settings.authorityRootKeyId } : {}),
      }),
      earlierKey: settings.authorityKeyId,
      clock: systemClock,
      random,
      organization: settings.organization,
      publicUrl: settings.publicUrl,
    }),
    linkSecret,
  };
}

/** The sweep finds what is due; it changes nothing. */
export function sweepWorld(settings = cloudSettings()): Pick<World, 'documents' | 'clock' | 'log'> {
  return stores(settings);
}
