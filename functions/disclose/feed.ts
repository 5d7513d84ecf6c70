// feed.json: the newest pledges as a JSON Feed (https://www.jsonfeed.org/version/1.1/).
import type { IndexEntry } from './index-file.ts';
import { jsonEntry, type PublicEntry } from './public-entry.ts';
import { pledgePagePath, pledgePdfPath } from './public-paths.ts';
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
    items: entries.slice(0, NEWEST).map((entry) => ({
      id: entry.number,
      url: pledgePagePath(entry.number),
      title: entry.title,
      content_text: [
        entry.number,
        entry.town,
        `${entry.prefecture.name} ${entry.county.name}`,
        entry.enterprise,
      ].join('\n'),
      date_published: entry.publishedAt,
      attachments: [{ url: pledgePdfPath(entry.number), mime_type: 'application/pdf' }],
    })),
  };
  return jsonEntry('feed.json', feed, 'application/feed+json');
}
