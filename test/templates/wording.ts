// What the template of a type makes of its changed sample: HTML of the vocabulary.
import { fileURLToPath } from 'node:url';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { type Changes, sampleValue } from './filled.ts';

const { documents } = readTemplateSources(fileURLToPath(new URL('../../templates', import.meta.url)));
const compiled = new Map<string, (view: object) => string>();

export function wordingOf<T>(type: DocumentType<T>, changes: Changes = {}): string {
  const template = compiled.get(type.id) ?? compileTemplate(documents[type.id]!.source, type.id);
  compiled.set(type.id, template);
  return template(type.view(sampleValue(type, changes), { number: '甲〔2026〕1号', issuedOn: SAMPLE_DAY }));
}
