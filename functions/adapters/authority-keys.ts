// Where the authority's keys lie: files of this machine, or keys of AWS KMS.
import { join } from 'node:path';
import type { KMSClient } from '@aws-sdk/client-kms';
import { KEY_FILE } from './authority-key-file.ts';
import type { KeyRing } from './authority-record.ts';
import { fileSigningKey } from './file-signing-key.ts';
import { kmsSigningKey } from './kms-signing-key.ts';

/** The key of the root of an earlier version. */
export const EARLIER_KEY_FILE = 'authority.pem';

/** One file for each authority, `authority-root-1.pem` and so on; a root's may be moved away once it has signed. */
export function fileKeyRing(directory: string): KeyRing {
  return {
    open(name) {
      if (!KEY_FILE.test(name)) throw new TypeError(`${JSON.stringify(name)} is no key file of an authority`);
      return fileSigningKey(join(directory, name), { made: false });
    },
    provide(kind, n) {
      const name = `authority-${kind}-${n}.pem`;
      return { name, key: fileSigningKey(join(directory, name)) };
    },
  };
}

/** KMS makes no key by itself: `next` names those, by id or ARN, for what is made next. */
export function kmsKeyRing(client: KMSClient, next: { root?: string; issuing?: string }): KeyRing {
  return {
    open: (name) => kmsSigningKey(client, name),
    provide(kind) {
      const name = next[kind];
      return name ? { name, key: kmsSigningKey(client, name) } : undefined;
    },
  };
}
