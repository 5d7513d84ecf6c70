// What the project makes of one type, as JSON: new-type.test.ts runs it in a copy of the project that has one type more.
import { embeddedSettings } from '../../functions/config.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { openPress } from '../../functions/handlers/assemble.ts';
import { openApi } from '../../functions/handlers/openapi.ts';
import { check, report } from '../../functions/measure/report.ts';
import { formView } from '../../functions/pages/form-view.ts';
import { typeGroups } from '../../functions/pages/type-groups.ts';
import { DOCUMENT_TYPES, documentType } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';

export interface Look {
  types: number;
  heading: string | undefined;
  fields: string[];
  described: boolean;
  problems: unknown[];
  pages: number;
  broken: string[];
  /** How many rules found something to measure. */
  measured: number;
}

async function main([id = '']: string[]): Promise<void> {
  const type = documentType(id);
  if (!type) throw new Error(`the registry has no ${id}`);
  const { value, problems } = readForm(type.form, type.sample, () => []);
  const issue = { number: type.number(value, SAMPLE_DAY).format(1), issuedOn: SAMPLE_DAY };
  const { printer } = openPress(embeddedSettings({}).places);
  const { pdf, pages } = await printer.print({ type, value, issue, today: SAMPLE_DAY });
  const results = await check(pdf, type.layout);
  const server = 'https://a.example/api';
  const look: Look = {
    types: DOCUMENT_TYPES.length,
    heading: typeGroups(DOCUMENT_TYPES).find(({ types }) => types.some((listed) => listed.id === id))?.label,
    fields: formView(type.form, { input: type.sample, problems: [], scope: '63' }).fields.map(
      ({ label }) => label,
    ),
    described: JSON.stringify(openApi({ type, tokenUrl: server, server })).includes(type.name),
    problems: [...problems, ...type.rules(value, SAMPLE_DAY)],
    pages,
    broken: report(results),
    measured: results.filter(({ measurements }) => measurements.length > 0).length,
  };
  process.stdout.write(JSON.stringify(look));
  process.exit(0);
}

void main(process.argv.slice(2));
