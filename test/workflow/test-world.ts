// The workflow's world in memory, with the real press and the real signing: what tests, and only tests, stand on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyRing } from '../../functions/adapters/authority-keys.ts';
import { type AuthorityRecord, founded } from '../../functions/adapters/authority-record.ts';
import { ownIssuer } from '../../functions/adapters/own-issuer.ts';
import { rfc3161Timestamper } from '../../functions/adapters/rfc3161-timestamper.ts';
import { embeddedSettings } from '../../functions/config.ts';
import { fold } from '../../functions/domain/document.ts';
import { constants, openPress, random, waysFrom } from '../../functions/handlers/assemble.ts';
import { issueAsStaff } from '../../functions/workflow/issue.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import type { Timestamps, World } from '../../functions/workflow/world.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { memoryFileStore } from '../fakes/memory-file-store.ts';
import { memoryMailer } from '../fakes/memory-mailer.ts';
import { memoryNumberRegister } from '../fakes/memory-number-register.ts';
import { memoryPublicSite } from '../fakes/memory-public-site.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';
import { noLists } from '../fakes/revocation-lists.ts';

export const START = '2026-11-24T02:00:00.000Z';

let press: ReturnType<typeof openPress> | undefined;

/** One press per process: it holds the fonts. */
export function testPress(): ReturnType<typeof openPress> {
  press ??= openPress(embeddedSettings({}).places);
  return press;
}

export function testWorld() {
  const clock = fixedClock(START);
  const keys = mkdtempSync(join(tmpdir(), 'lianqian-keys-'));
  const log: object[] = [];
  let made: Promise<AuthorityRecord> | undefined;
  const founding = {
    clock,
    keys: fileKeyRing(keys),
    now: '2026-01-01T00:00:00.000Z',
    random,
    organization: 'Test',
    publicUrl: 'http://127.0.0.1:3000/public',
  };
  /** What stands in the table otherwise; made on first use. */
  const record = (): Promise<AuthorityRecord> => {
    made ??= founded({ version: 0, authorities: [], revoked: [] }, founding);
    return made;
  };
  const { printer, letters } = testPress();
  const parts = {
    ...constants({}),
    documents: memoryDocumentStore(),
    trailKey: memorySigningKey(),
    files: memoryFileStore(),
    site: memoryPublicSite(),
    numbers: memoryNumberRegister(),
    mailer: memoryMailer(),
    clock,
    random,
    printer,
    letters,
    timestamps: {
      timestamper: rfc3161Timestamper([], { random, lists: noLists }),
      lists: noLists,
      roots: [],
      policy: 'wanted',
    } as Timestamps,
    ...waysFrom(embeddedSettings({}).places),
    linkSecret: random(32),
    office: {
      baseUrl: 'http://127.0.0.1:3000',
      publicUrl: 'http://127.0.0.1:3000/public',
      mailDomain: 'lianqian.example',
      contact: '请与发文单位联系',
    },
    log: (entry: object) => void log.push(entry),
    authority: async () => ownIssuer(await record(), founding),
  };
  const world: typeof parts & World = parts;
  return {
    world,
    logged: log,
    founding,
    record,
    dispose: () => rmSync(keys, { recursive: true, force: true }),
  };
}

/** Issues a draft as whoever has just seen it. */
export async function issueSeen(world: World, staff: Staff, id: string): Promise<void> {
  const { input } = fold((await world.documents.load(id))!.events);
  await issueAsStaff(world, staff, id, input);
}
