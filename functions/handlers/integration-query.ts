// What a client may ask of the list of documents.
import { STATUS_NAMES, type Status } from '../domain/document.ts';
import type { Problem } from '../domain/form/field.ts';
import { printableKey } from '../domain/form/read-leaf.ts';
import type { ListQuery } from '../ports/document-store.ts';
import type { World } from '../workflow/world.ts';
import { ApiFault } from './problem.ts';

export const STATUSES = Object.keys(STATUS_NAMES) as Status[];
export const MOST_ITEMS = 100;
export const USUAL_ITEMS = 50;

/** Throws ApiFault 'query.invalid' with every parameter that is wrong: a filter misspelt must not list everything. */
export function readListQuery(
  parameters: URLSearchParams,
  documentType: World['documentType'],
): Omit<ListQuery, 'scope'> {
  const errors: Problem[] = [];
  const report = (path: string, code: string, message: string): void => {
    if (errors.length < 20) errors.push({ path: printableKey(path), code, message });
  };
  const query: Omit<ListQuery, 'scope'> = { limit: USUAL_ITEMS };
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (seen.has(name)) report(name, 'query.repeated', '这个参数只能给出一次');
    seen.add(name);
    if (name === 'status') {
      if (isStatus(value)) query.status = value;
      else report(name, 'query.status', `应为 ${STATUSES.join('、')} 之一`);
    } else if (name === 'type') {
      if (documentType(value)) query.type = value;
      else report(name, 'query.type', '没有这种文书类型');
    } else if (name === 'limit') {
      const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
      if (limit >= 1 && limit <= MOST_ITEMS) query.limit = limit;
      else report(name, 'query.limit', `应为 1 至 ${MOST_ITEMS} 的整数`);
    } else if (name === 'cursor') {
      query.cursor = value;
    } else {
      report(name, 'query.unknown', '没有这个查询参数，请删去');
    }
  }
  if (errors.length > 0) throw new ApiFault('query.invalid', { errors });
  return query;
}

function isStatus(text: string): text is Status {
  return Object.hasOwn(STATUS_NAMES, text);
}
