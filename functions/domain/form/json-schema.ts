// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of a form: the API's contract comes from the same description.
import type { Field, GroupField } from './field.ts';
import { FEN_PER_STEP, MOST_FEN } from './numbers.ts';

export type JsonSchema = { [key: string]: unknown };

/** The schema of the value that readJson accepts. */
export function jsonSchema(field: Field): JsonSchema {
  const described = { title: field.label, ...(field.help ? { description: field.help } : {}) };
  switch (field.kind) {
    case 'group':
      return {
        type: 'object',
        ...described,
        properties: Object.fromEntries(
          Object.entries(field.fields).map(([key, inner]) => [key, jsonSchema(inner)]),
        ),
        required: requiredKeys(field),
        additionalProperties: false,
      };
    case 'rows':
      return {
        type: 'array',
        ...described,
        items: jsonSchema(field.row),
        minItems: field.min,
        maxItems: field.max,
      };
    case 'text':
      return {
        type: 'string',
        ...described,
        minLength: field.minLength ?? 1,
        maxLength: field.maxLength,
        ...(field.pattern ? { pattern: `^(?:${field.pattern.source})$` } : {}),
      };
    case 'credit-code':
      return {
        type: 'string',
        ...described,
        pattern: '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$',
      };
    case 'email':
      return { type: 'string', ...described, format: 'email' };
    case 'date':
      return { type: 'string', ...described, format: 'date' };
    case 'money':
      return {
        type: 'integer',
        ...described,
        minimum: 0,
        maximum: MOST_FEN,
        multipleOf: FEN_PER_STEP,
        'x-unit': 'fen',
      };
    case 'area':
      return { type: 'number', ...described, minimum: 0, multipleOf: 0.01, 'x-unit': 'km²' };
    case 'number':
      return {
        type: field.decimals === 0 ? 'integer' : 'number',
        ...described,
        minimum: field.min,
        maximum: field.max,
        'x-unit': field.unit,
      };
    case 'choice':
      return {
        type: 'string',
        ...described,
        enum: field.options.map((option) => option.value),
        'x-labels': Object.fromEntries(field.options.map((option) => [option.value, option.label])),
      };
    case 'flag':
      return { type: 'boolean', ...described };
    case 'region':
      return {
        type: 'string',
        ...described,
        pattern: field.level === 'prefecture' ? '^63\\d{2}00$' : '^63\\d{4}$',
      };
  }
}

function requiredKeys(group: GroupField): string[] {
  return Object.entries(group.fields)
    .filter(
      ([, field]) => !field.optional && field.kind !== 'flag' && !(field.kind === 'rows' && field.min === 0),
    )
    .map(([key]) => key);
}
