// What must be true of the public files: the pledge can be found, and nothing personal or secret stands in them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../../functions/typeset/read-text.ts';
import type { Timeline } from './timeline.ts';

/** @param revisions SHA-256 of each, the last being the published file */
export async function checkPublished(
  timeline: Timeline,
  baseUrl: string,
  number: string,
  revisions: readonly string[],
): Promise<void> {
  const index = await (await fetch(`${baseUrl}/public/index.json`)).json();
  const numbers = index.pledges.map((pledge: { number: string }) => pledge.number);
  timeline.check(
    'the pledge stands in /public/index.json, and nothing else',
    numbers.join() === number,
    `${numbers}`,
  );
  const records = await Promise.all(
    revisions.map(async (revision, position) => {
      const answer = await fetch(`${baseUrl}/public/by-hash/${revision}.json`);
      const record = answer.ok ? await answer.json() : {};
      return record.number === number && record.revision === position + 1 && record.sha256 === revision;
    }),
  );
  timeline.check(
    'by-hash knows each of the four revisions',
    records.length === 4 && records.every(Boolean),
    records.join(),
  );
  const unknown = await fetch(`${baseUrl}/public/by-hash/${'0'.repeat(64)}.json`);
  timeline.check(
    'by-hash does not know a digest that is no revision',
    unknown.status === 404,
    `${unknown.status}`,
  );
  for (const page of ['', 'check.html', `pledges/${number}/index.html`]) {
    const answer = await fetch(`${baseUrl}/public/${page}`);
    timeline.check(`/public/${page} answers`, answer.status === 200, `${answer.status}`);
  }
}

/** @param secrets mail addresses, link tokens, codes: what no public file may hold */
export async function checkNothingPersonal(
  timeline: Timeline,
  directory: string,
  secrets: readonly string[],
): Promise<void> {
  const found: string[] = [];
  let texts = 0;
  let sheets = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const isPdf = entry.name.endsWith('.pdf');
    const text =
      bytes.toString('latin1') + bytes.toString('utf8') + (isPdf ? (await readText(bytes)).join('\n') : '');
    if (isPdf) sheets += 1;
    texts += 1;
    for (const secret of secrets) if (text.includes(secret)) found.push(`${entry.name}: ${secret}`);
  }
  timeline.check(
    `no mail address and no link token in any of ${texts} public files`,
    found.length === 0 && sheets === 1 && secrets.length > 0,
    found.join('\n'),
  );
}
