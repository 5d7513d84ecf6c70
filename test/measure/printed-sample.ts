// A sample as issued, on the day it was written for and with the first number of its series.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { sampleValue } from '../templates/filled.ts';
import { testPress } from '../workflow/test-world.ts';

export async function printedSample(type: DocumentType): Promise<Uint8Array> {
  const value = sampleValue(type);
  const issue = { number: type.number(value, SAMPLE_DAY).format(1), issuedOn: SAMPLE_DAY };
  const { pdf } = await testPress().printer.print({ type, value, issue, today: SAMPLE_DAY });
  return pdf;
}
