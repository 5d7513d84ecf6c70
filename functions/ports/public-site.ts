// The public register's files: static, readable by anyone.

export interface PublicFile {
  bytes: Uint8Array;
  /** Changes with the content; opaque. */
  tag: string;
}

export interface PublicSite {
  read(path: string): Promise<PublicFile | undefined>;
  /** `replaces`: the tag that must still stand there, or 'nothing' if no file may; throws PublicConflict. Absent: overwrite. */
  write(path: string, bytes: Uint8Array, contentType: string, replaces?: string | 'nothing'): Promise<void>;
}

/** Another writer changed the file first: read again. */
export class PublicConflict extends Error {
  override readonly name = 'PublicConflict';
}
