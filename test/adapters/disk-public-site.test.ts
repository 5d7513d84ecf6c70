// The public site on disk keeps the contract, and can be read by a web server.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { diskPublicSite } from '../../functions/adapters/disk-public-site.ts';
import { describePublicSite } from '../contract/public-site.ts';

describePublicSite('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'public-'));
  return { site: diskPublicSite(folder), close: () => rm(folder, { recursive: true }) };
});

test('public files can be read by all, and leave nothing unfinished', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'public-'));
  // Where somebody has told the machine to keep from others what is written, that holds for these too.
  const umask = process.umask(0o022);
  try {
    await diskPublicSite(folder).write('pledges/a.html', new TextEncoder().encode('一'), 'text/html');
    expect((await stat(join(folder, 'pledges'))).mode & 0o755).toBe(0o755);
    expect((await stat(join(folder, 'pledges', 'a.html'))).mode & 0o777).toBe(0o644);
    expect(await readdir(join(folder, 'pledges'))).toEqual(['a.html']);
  } finally {
    process.umask(umask);
    await rm(folder, { recursive: true });
  }
});
