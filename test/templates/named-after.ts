// A sample whose town has, wherever it is named, a name of so many characters, printed and measured: where its lines end
// depends on no more than that.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { check, report } from '../../functions/measure/report.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { testPress } from '../workflow/test-world.ts';
import { type Changes, sampleValue } from './filled.ts';

/** As short and as long as the forms let a town's name be. */
export const NAME_LENGTHS = { least: 3, most: 24 } as const;

const NAME = '大通老爷山河湟民俗文化旅游康养农业产业融合示范发展';

/** The rules of its format that the document breaks; none is what is wanted. */
export async function brokenRules(type: DocumentType, length: number): Promise<string[]> {
  const town = `${[...NAME].slice(0, length - 2).join('')}小镇`;
  const { name } = type.sample.town as { name: string };
  const renamed = JSON.parse(JSON.stringify(type.sample).replaceAll(name, town)) as Changes;
  const value = sampleValue(type, renamed);
  const issue = { number: type.number(value, SAMPLE_DAY).format(1), issuedOn: SAMPLE_DAY };
  const { pdf } = await testPress().printer.print({ type, value, issue, today: SAMPLE_DAY });
  return report(await check(pdf, type.layout));
}
