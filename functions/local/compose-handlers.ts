// The same handlers and workflow as in the cloud, on this machine: disk for S3, a key file for KMS.
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EARLIER_KEY_FILE, fileKeyRing } from '../adapters/authority-keys.ts';
import { diskFileStore } from '../adapters/disk-file-store.ts';
import { diskPublicSite } from '../adapters/disk-public-site.ts';
import { dynamoAuthority } from '../adapters/dynamo-authority.ts';
import { dynamoDocumentStore } from '../adapters/dynamo-document-store.ts';
import { dynamoNumberRegister } from '../adapters/dynamo-number-register.ts';
import { dynamoSessionRegister } from '../adapters/dynamo-session-register.ts';
import { ensureTable } from '../adapters/dynamo-table.ts';
import { fileSecondSignature } from '../adapters/file-second-signature.ts';
import { fileSigningKey, TRAIL_KEY_FILE } from '../adapters/file-signing-key.ts';
import { smtpMailer } from '../adapters/smtp-mailer.ts';
import type { EmbeddedSettings } from '../config.ts';
import { faultOf } from '../domain/fault.ts';
import { accessTokenVerifier } from '../handlers/access-token.ts';
import { constants, openPress, random, systemClock, timestampsFrom, waysFrom } from '../handlers/assemble.ts';
import { createAssetsApp } from '../handlers/assets.ts';
import { createIntegrationApp } from '../handlers/integration.ts';
import { createOfficeApp } from '../handlers/office.ts';
import { openIdSignIn } from '../handlers/sign-in.ts';
import { createSignerApp } from '../handlers/signer.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { revocationWatch } from '../workflow/mark-revoked.ts';
import { prepareRegister } from '../workflow/prepare-register.ts';
import { react } from '../workflow/react.ts';
import type { Compose } from './compose.ts';
import { writePageVerifier } from './page-verifier.ts';

const TABLE = 'lianqian';
const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/** What the cloud tells a function by the table's stream, this tells the loop. */
function telling(documents: DocumentStore, nudge: (id: string) => void): DocumentStore {
  return {
    ...documents,
    async create(document) {
      await documents.create(document);
      nudge(document.id);
    },
    async append(id, ...change) {
      await documents.append(id, ...change);
      nudge(id);
    },
  };
}

export function composeHandlers(
  settings: Pick<
    EmbeddedSettings,
    'contact' | 'organization' | 'mailFrom' | 'places' | 'timestamps' | 'secondSignature' | 'seals'
  >,
): Compose {
  return async ({ baseUrl, dataDirectory, table, smtpUrl, identity, secrets, nudge, log }) => {
    const client = new DynamoDBClient(table);
    await ensureTable(client, TABLE);
    const { printer, letters, fontNotice } = openPress(settings.places);
    const mailer = smtpMailer(smtpUrl, settings.mailFrom);
    const secureCookies = baseUrl.startsWith('https:');
    const world = {
      ...constants(settings.places, settings.seals),
      documents: telling(dynamoDocumentStore(client, TABLE), nudge),
      trailKey: fileSigningKey(join(dataDirectory, 'keys', TRAIL_KEY_FILE)),
      files: diskFileStore(join(dataDirectory, 'files')),
      site: diskPublicSite(join(dataDirectory, 'public')),
      numbers: dynamoNumberRegister(client, TABLE),
      mailer,
      letters,
      printer,
      timestamps: timestampsFrom(settings.timestamps),
      secondSignature: settings.secondSignature
        ? fileSecondSignature(join(dataDirectory, 'keys', 'second-signature-sm2'))
        : undefined,
      ...waysFrom(settings.places, settings.seals),
      authority: dynamoAuthority({
        client,
        table: TABLE,
        keys: fileKeyRing(join(dataDirectory, 'keys')),
        earlierKey: EARLIER_KEY_FILE,
        clock: systemClock,
        random,
        organization: settings.organization,
        publicUrl: `${baseUrl}/public`,
      }),
      linkSecret: secrets.linkSecret,
      office: {
        baseUrl,
        publicUrl: `${baseUrl}/public`,
        mailDomain: settings.mailFrom.address.split('@')[1]!,
        contact: settings.contact,
      },
      log,
    };
    await prepareRegister(world);
    // Not waited for: until it is there, the check page compares digests only.
    const verifier = writePageVerifier(world.site).catch((error) =>
      log({ level: 'error', what: 'verifier of the check page not written', ...faultOf(error) }),
    );
    // The revocation list is renewed long before it ends.
    const renewal = setInterval(() => {
      prepareRegister(world).catch((error) =>
        log({ level: 'error', what: 'register not renewed', ...faultOf(error) }),
      );
    }, DAY_MS);
    renewal.unref();
    // What was revoked while the server stood still is marked at once, thousands of pledges by and by.
    const watch = revocationWatch(world, 0);
    const look = () =>
      watch().catch((error) =>
        log({ level: 'error', what: 'pledges not held against revocations', ...faultOf(error) }),
      );
    let looking = look();
    const looks = setInterval(() => {
      looking = Promise.all([looking, look()]).then(() => undefined);
    }, MINUTE_MS);
    looks.unref();
    const { pages: pagesDirectory, pdfjs: pdfjsDirectory } = settings.places;
    const { sessionSecret, signerSessionSecret, linkSecret } = secrets;
    const { issuer, audience, office } = identity;
    return {
      mounts: [
        {
          path: '/office',
          app: createOfficeApp({
            ...world,
            fontNotice,
            sessionSecret,
            endedSessions: dynamoSessionRegister(client, TABLE),
            secureCookies,
            pagesDirectory,
            signIn: openIdSignIn({ issuer, ...office }),
          }),
        },
        {
          path: '/sign',
          app: createSignerApp({
            ...world,
            sessionSecret: signerSessionSecret,
            secureCookies,
            pagesDirectory,
          }),
        },
        {
          path: '/api',
          app: createIntegrationApp({
            ...world,
            verifyToken: accessTokenVerifier({ issuer, audience }),
            idempotencySecret: linkSecret,
          }),
        },
        { path: '/assets', app: createAssetsApp({ pagesDirectory, pdfjsDirectory }) },
      ],
      loop: {
        due: (now, limit) => world.documents.due(now, limit),
        react: (id) => react(world, id),
        now: systemClock.now,
      },
      async close() {
        clearInterval(renewal);
        clearInterval(looks);
        await verifier;
        await looking;
        mailer.close();
        client.destroy();
      },
    };
  };
}
