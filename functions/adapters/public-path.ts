// Which paths the public site may hold: the same on disk and in a bucket.

/**
 * Returns `path` if it is relative, made of plain segments, and safe on every file system; throws otherwise.
 * Names that begin with a dot are refused whole: they are hidden from servers and used here for unfinished files.
 */
export function checkPublicPath(path: string): string {
  // An object key has at most 1,024 bytes (Amazon S3 user guide, "Naming Amazon S3 objects").
  const fits = path.length > 0 && Buffer.byteLength(path) <= 1024;
  const plain = path.split('/').every((segment) => segment !== '' && !segment.startsWith('.'));
  if (!fits || !plain || /[\u0000-\u001f\u007f\\:%?#]/.test(path)) {
    throw new TypeError(`not a path of the public site: ${JSON.stringify(path)}`);
  }
  return path;
}
