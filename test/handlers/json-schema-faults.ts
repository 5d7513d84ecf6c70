// As much of JSON Schema 2020-12 as the API's contract uses; an unknown keyword is an error, so that nothing goes unchecked.
type Schema = Record<string, unknown>;

const SILENT = new Set([
  'title',
  'description',
  'default',
  'x-unit',
  'x-labels',
  'required',
  'properties',
  'examples',
]);

/** `path keyword` of everything in `value` that the schema forbids; `root` resolves references. */
export function schemaFaults(root: unknown, schema: Schema, value: unknown, path = ''): string[] {
  return Object.entries(schema)
    .filter(([keyword]) => !SILENT.has(keyword))
    .flatMap(([keyword, wanted]) => check(keyword, wanted))
    .concat(members());

  function check(keyword: string, wanted: unknown): string[] {
    const text = typeof value === 'string' ? value : undefined;
    const number = typeof value === 'number' ? value : undefined;
    const list = Array.isArray(value) ? value : undefined;
    const fault = (holds: boolean): string[] => (holds ? [] : [`${path} ${keyword}`]);
    switch (keyword) {
      case '$ref':
        return schemaFaults(root, resolve(root, String(wanted)), value, path);
      case 'allOf':
        return (wanted as Schema[]).flatMap((inner) => schemaFaults(root, inner, value, path));
      case 'type':
        return fault(isOfType(String(wanted), value));
      case 'enum':
        return fault((wanted as unknown[]).includes(value));
      case 'pattern':
        return fault(text === undefined || new RegExp(String(wanted), 'u').test(text));
      case 'minLength':
        return fault(text === undefined || [...text].length >= Number(wanted));
      case 'maxLength':
        return fault(text === undefined || [...text].length <= Number(wanted));
      case 'minimum':
        return fault(number === undefined || number >= Number(wanted));
      case 'maximum':
        return fault(number === undefined || number <= Number(wanted));
      case 'minItems':
        return fault(list === undefined || list.length >= Number(wanted));
      case 'maxItems':
        return fault(list === undefined || list.length <= Number(wanted));
      case 'items':
        return (list ?? []).flatMap((item, index) =>
          schemaFaults(root, wanted as Schema, item, `${path}/${index}`),
        );
      case 'format':
        return fault(text === undefined || hasFormat(String(wanted), text));
      case 'additionalProperties': {
        const known = (schema.properties ?? {}) as Schema;
        return wanted === false
          ? fault(Object.keys(value ?? {}).every((key) => Object.hasOwn(known, key)))
          : [];
      }
      default:
        throw new Error(`unknown keyword ${keyword} at ${path}`);
    }
  }

  function members(): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const own = value as Record<string, unknown>;
    const missing = ((schema.required ?? []) as string[]).filter((key) => !Object.hasOwn(own, key));
    const inner = Object.entries((schema.properties ?? {}) as Record<string, Schema>).flatMap(
      ([key, property]) =>
        Object.hasOwn(own, key) ? schemaFaults(root, property, own[key], `${path}/${key}`) : [],
    );
    return [...missing.map((key) => `${path}/${key} required`), ...inner];
  }
}

function resolve(root: unknown, reference: string): Schema {
  let found = root as Schema | undefined;
  for (const key of reference.slice(2).split('/')) found = found?.[key] as Schema | undefined;
  if (!found) throw new Error(`no ${reference}`);
  return found;
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function hasFormat(format: string, text: string): boolean {
  if (format === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (format === 'date-time') return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text);
  if (format === 'email') return /^\S+@\S+$/.test(text);
  if (format === 'uri') return URL.canParse(text);
  throw new Error(`unknown format ${format}`);
}
