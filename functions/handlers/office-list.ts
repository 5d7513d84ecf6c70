// The list of documents, and the page where a type is chosen.
import type { Hono } from 'hono';
import { covers, scopeName } from '../domain/divisions.ts';
import { STATUS_NAMES, type Status } from '../domain/document.ts';
import { Refusal } from '../domain/refusal.ts';
import { formatInstant } from '../domain/time.ts';
import { placeWords } from '../pages/document-view.ts';
import { regionFilter } from '../pages/region-options.ts';
import { typeGroups } from '../pages/type-groups.ts';
import type { ListQuery } from '../ports/document-store.ts';
import { type Desk, type OfficeEnv, staffOf } from './office-desk.ts';

const A_PAGE = 50;
/** Cursors of earlier pages that an address carries, for going back. */
const MOST_STEPS = 20;

/** Among the states, so that one list of choices does: a document that is being signed and waits for staff. */
const TO_CHECK = 'to-check';
const MOST_CHECKS = 100;

interface Asked {
  filters: { type: string; status: string; region: string; town: string; text: string };
  cursor: string;
  /** Cursors of the pages before, the oldest first; '' is the first page. */
  steps: string[];
  page: number;
}

export function listRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;
  app.get('/', async (context) => {
    const { scope } = staffOf(context);
    const asked = readAsked(new URL(context.req.url).searchParams);
    const { filters, steps, page } = asked;
    const filtered = Object.values(filters).some((filter) => filter !== '');
    const [{ items, cursor }, checks] = await Promise.all([
      world.documents.list(queryOf(asked, scope, world.types)),
      // Where everybody begins: what waits for a person is said there, nobody is told of it by mail.
      filtered || page > 1 ? 0 : toCheck(world, scope),
    ]);
    return desk.page(context, 'list', {
      title: '文书',
      notice: '',
      checks: checks === MOST_CHECKS ? `${MOST_CHECKS}份以上` : checks ? `${checks}份` : '',
      checksHref: `/office?status=${TO_CHECK}`,
      scopeName: scopeName(scope) ?? '',
      types: world.types.map(({ id, name }) => ({ value: id, label: name, selected: id === filters.type })),
      statuses: Object.entries({ ...STATUS_NAMES, [TO_CHECK]: '待核对' }).map(([value, label]) => ({
        value,
        label,
        selected: value === filters.status,
      })),
      regions: regionFilter(scope, filters.region),
      town: filters.town,
      text: filters.text,
      filtered,
      rows: items.map(({ id, listing }) => ({
        id,
        title: listing.title,
        type: world.documentType(listing.type)?.name ?? listing.type,
        number: listing.number ?? '',
        region: placeWords(listing.region),
        status: listing.status,
        statusName: STATUS_NAMES[listing.status],
        stuck: listing.stuck,
        toCheck: listing.toCheck ?? false,
        timestampPending: listing.timestampPending ?? false,
        createdAt: listing.createdAt,
        created: formatInstant(listing.createdAt),
      })),
      count: items.length,
      page,
      previous: steps.length > 0 ? address(filters, steps.at(-1)!, steps.slice(0, -1), page - 1) : '',
      next: cursor ? address(filters, cursor, [...steps, asked.cursor].slice(-MOST_STEPS), page + 1) : '',
    });
  });

  app.get('/new', (context) =>
    desk.page(context, 'new', {
      title: '起草文书',
      groups: typeGroups(world.types),
    }),
  );
}

async function toCheck({ documents }: Desk['world'], scope: string): Promise<number> {
  return (await documents.list({ scope, toCheck: true, limit: MOST_CHECKS })).items.length;
}

function readAsked(query: URLSearchParams): Asked {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, 100);
  const page = Number(query.get('page') ?? '1');
  const steps = (query.get('steps') ?? '').slice(0, 6000);
  return {
    filters: {
      type: text('type'),
      status: text('status'),
      region: text('region'),
      town: text('town'),
      text: text('text'),
    },
    cursor: (query.get('cursor') ?? '').slice(0, 1000),
    steps: query.has('steps') ? steps.split('~') : [],
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** Throws Refusal for a region that is not below the person's own. */
function queryOf({ filters, cursor }: Asked, scope: string, types: readonly { id: string }[]): ListQuery {
  const { type, status, region, town, text } = filters;
  if (region && !(covers(scope, region) && /^(\d{4}|\d{6})$/.test(region)))
    throw new Refusal('region.outside');
  return {
    scope,
    limit: A_PAGE,
    ...(types.some(({ id }) => id === type) ? { type } : {}),
    ...(status === TO_CHECK ? { toCheck: true as const } : {}),
    ...(Object.hasOwn(STATUS_NAMES, status) ? { status: status as Status } : {}),
    ...(region ? { region } : {}),
    ...(town ? { town } : {}),
    ...(text ? { text } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

function address(filters: Asked['filters'], cursor: string, steps: string[], page: number): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  if (cursor) query.set('cursor', cursor);
  if (steps.length > 0) query.set('steps', steps.join('~'));
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/office?${query}` : '/office';
}
