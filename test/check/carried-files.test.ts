// A report of evidence: the check tells what it carries, by name and digest.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { checkFile } from '../../functions/check/check-file.ts';
import { reportWords } from '../../functions/check/report-words.ts';
import { REPORT_FIELD } from '../../functions/sign/associated-files.ts';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { authority, boxes, pledge, signAs } from '../sign/sample-documents.ts';

const AT = '2026-11-24T02:00:00.000Z';

/** What the check finds of a report, signed by the platform, that carries `files`. */
async function checked(files: Parameters<typeof addSignatureFields>[2] = []) {
  const issuer = await authority();
  const base = await addSignatureFields(pledge(), [{ ...boxes[0]!, field: REPORT_FIELD }], files);
  const register = { state: 'not-asked' } as const;
  const signed = await signAs(REPORT_FIELD, base, issuer);
  return checkFile(signed, { roots: [issuer.certificate], timeRoots: [], register, now: AT });
}

test('under a report of evidence it is said that the platform signed it, of no party and of no mailbox', async () => {
  const report = await checked();
  const [zh, en] = [reportWords(report, 'zh'), reportWords(report, 'en')];
  expect(zh.parties).toMatchObject([{ role: '平台', code: '' }]);
  expect(en.parties).toMatchObject([{ role: 'the platform', code: '' }]);
  expect(zh.note).toContain('不代表任何签署方');
  expect(en.note).toContain('stands for none of the parties');
  for (const { note } of [zh, en]) expect(note).not.toMatch(/邮箱|mailbox/);
});

test('what a report of evidence carries is told, in both languages, and of a report without files nothing', async () => {
  const bytes = new TextEncoder().encode('scan');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const report = await checked([{ name: 'scan-county-1.pdf', description: '扫描件', at: AT, bytes }]);
  expect(report.files).toEqual([{ name: 'scan-county-1.pdf', length: 4, sha256 }]);
  const zh = `第1版的附件 scan-county-1.pdf：4 字节，SHA-256 ${sha256}`;
  const en = `Attachment of revision 1, scan-county-1.pdf: 4 bytes, SHA-256 ${sha256}`;
  expect(reportWords(report, 'zh').revisions).toContain(zh);
  expect(reportWords(report, 'en').revisions).toContain(en);
  const without = await checked();
  expect(without).not.toHaveProperty('files');
  expect(reportWords(without, 'zh').revisions.join()).not.toContain('附件');
});
