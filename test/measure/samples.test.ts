// What the press makes of every sample keeps the standard, before and after it is signed.
import { expect, test } from '@jest/globals';
import { readPages } from '../../functions/measure/read-pages.ts';
import { check, report } from '../../functions/measure/report.ts';
import { DOCUMENT_TYPES, documentType } from '../../templates/registry.ts';
import { authority, signAs } from '../sign/sample-documents.ts';
import { testPress } from '../workflow/test-world.ts';
import { printedSample } from './printed-sample.ts';

test.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))(
  'the sample of %s keeps every rule of its format',
  async (_, type) => {
    const results = await check(await printedSample(type), type.layout);
    expect(report(results)).toEqual([]);
    // It looked: every format has pages, a title and text.
    expect(results.filter(({ measurements }) => measurements.length > 0).length).toBeGreaterThan(20);
  },
);

test('three signatures change nothing that is measured', async () => {
  const unsigned = await printedSample(documentType('pledge')!);
  const issuer = await authority();
  let signed = unsigned;
  for (const field of ['drc', 'county', 'enterprise'] as const) {
    const facts = { organization: '西宁市', person: '张三', title: '主任', serial: '01' };
    const signedAt = '2026-11-24T02:00:00.000Z';
    const appearance = await testPress().printer.appearance(signed, field, { ...facts, signedAt });
    signed = await signAs(field, signed, issuer, { appearance });
  }
  expect(signed.length).toBeGreaterThan(unsigned.length + 3000);
  expect(await readPages(signed)).toEqual(await readPages(unsigned));
  expect(report(await check(signed, 'pledge'))).toEqual([]);
});
