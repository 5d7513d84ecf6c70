// feed.json: the newest pledges, and those whose signatures have fallen, as a JSON Feed
// (https://www.jsonfeed.org/version/1.1/).
import { formatDate } from '../domain/time.ts';
import type { IndexEntry } from './index-file.ts';
import { jsonEntry, type PublicEntry } from './public-entry.ts';
import { pledgePagePath, pledgePdfPath } from './public-paths.ts';
import { lastNoted } from './public-revocations.ts';
import { site } from './views.ts';

const NEWEST = 50;

/** Addresses are relative to the feed: the register does not know below which address it is served. */
export function feedEntry(entries: readonly IndexEntry[]): PublicEntry {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: site.words.siteName,
    description: site.words.feedDescription,
    home_page_url: 'index.html',
    feed_url: 'feed.json',
    icon: 'assets/icon.svg',
    language: 'zh-CN',
    items: newest(entries),
  };
  return jsonEntry('feed.json', feed, 'application/feed+json');
}

/** What fell of a pledge is an item of its own: readers show an old one that has changed to nobody. */
function newest(entries: readonly IndexEntry[]) {
  const fallen = entries.filter(({ revoked }) => revoked).map(fallenItem);
  return [...entries.slice(0, NEWEST).map(publishedItem), ...fallen]
    .sort((a, b) => (a.date_published < b.date_published ? 1 : a.date_published > b.date_published ? -1 : 0))
    .slice(0, NEWEST);
}

function publishedItem(entry: IndexEntry) {
  const changed = lastNoted(entry.revoked ?? []);
  return {
    ...itemOf(entry),
    id: entry.number,
    title: entry.title,
    content_text: [...factsOf(entry), ...fallenWords(entry)].join('\n'),
    date_published: entry.publishedAt,
    ...(changed ? { date_modified: changed } : {}),
  };
}

function fallenItem(entry: IndexEntry) {
  const noted = lastNoted(entry.revoked ?? [])!;
  return {
    ...itemOf(entry),
    id: `${entry.number}#revoked-${noted}`,
    title: `签名证书已吊销：${entry.title}`,
    content_text: [...fallenWords(entry), ...factsOf(entry)].join('\n'),
    date_published: noted,
  };
}

const itemOf = ({ number }: IndexEntry) => ({
  id: number,
  url: pledgePagePath(number),
  attachments: [{ url: pledgePdfPath(number), mime_type: 'application/pdf' }],
});

const factsOf = ({ number, town, prefecture, county, enterprise }: IndexEntry): string[] => [
  number,
  town,
  `${prefecture.name} ${county.name}`,
  enterprise,
];

function fallenWords({ revoked = [] }: IndexEntry): string[] {
  if (revoked.length === 0) return [];
  return [
    ...revoked.map(
      ({ organization, date }) =>
        `${organization}的签名所用的证书自${formatDate(date)}起吊销，没有时间戳证明签名作于吊销之前，这一签名不再有效。`,
    ),
    '公示的文件没有改动，仍可查阅；承诺书是否仍然有效，请向签署该承诺书的市州发展改革部门核实。',
  ];
}
