// Makes dynalite write an item together with all its index rows, in one LevelDB batch.
//
// As it comes, dynalite 4.0.0 writes the index rows first and the item after them. A process killed between the
// two leaves a document that no index finds, and the loop, which looks only at an index, would never see it
// again. Every write of dynalite asks `updateIndexes` first, so that is where the whole write is made; the put of
// the item that follows writes the same value once more and changes nothing.
import db, { type IndexActions, type Operation } from 'dynalite/db/index.js';

/** Key prefixes of dynalite's LevelDB: `item-<table>~`, `index-global~<table>~<index>~`. */
const itemPrefix = (table: string): string => `item-${table}~`;
const indexPrefix = (kind: 'local' | 'global', table: string, index: string): string =>
  `index-${kind}~${table}~${index}~`;

db.updateIndexes = (store, table, before, after, callback) => {
  if (!before && !after) return callback();
  const present = after ?? before!;
  const itemKey = itemPrefix(table.TableName) + db.createKey(present, table);
  const operations: Operation[] = [
    after ? { type: 'put', key: itemKey, value: after } : { type: 'del', key: itemKey },
    ...rows(
      'local',
      table.TableName,
      db.getIndexActions(table.LocalSecondaryIndexes ?? [], before, after, table),
    ),
    ...rows(
      'global',
      table.TableName,
      db.getIndexActions(table.GlobalSecondaryIndexes ?? [], before, after, table),
    ),
  ];
  store.db.batch(operations, callback);
};

function rows(kind: 'local' | 'global', table: string, actions: IndexActions): Operation[] {
  return [
    ...actions.deletes.map(({ index, key }) => ({
      type: 'del' as const,
      key: indexPrefix(kind, table, index) + key,
    })),
    ...actions.puts.map(({ index, key, item }) => ({
      type: 'put' as const,
      key: indexPrefix(kind, table, index) + key,
      value: item,
    })),
  ];
}
