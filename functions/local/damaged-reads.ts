// Makes dynalite answer a read of damaged files with an error of its own.
//
// As it comes, dynalite 4.0.0 throws whatever LevelDB says out of the process. Whoever reads a table of which one block
// is damaged is to hear of it, and to go on with all the others: the audit does.
import db, { type Read, type Store } from 'dynalite/db/index.js';
import { TABLE_DAMAGED } from '../adapters/damaged-table.ts';

/** Of LevelDB: a block or an item that cannot be decoded, a file that is missing or cannot be read. */
const DAMAGE = ['LEVEL_CORRUPTION', 'LEVEL_DECODE_ERROR', 'LEVEL_IO_ERROR'];

const create = db.create;

db.create = (options) => {
  const store = create(options);
  const { get, createKeyStream, createValueStream } = store.db;
  let unopened: unknown;
  store.db.open().catch((fault: { cause?: unknown }) => {
    unopened = fault.cause;
  });
  const told = (fault: unknown) => answerOf(unopened ?? fault) ?? fault;

  // A new error: dynalite takes one that it knows for a table that is not there, and deletes what is left of it.
  store.db.get = (key, callback) =>
    // abstract-level itself asks once more, with options there, for what waited until the files were open.
    typeof callback === 'function'
      ? get(key, (fault, value) => callback(fault && told(fault), value))
      : get(key, callback);
  const streaming =
    (open: Store['db']['createValueStream']): typeof open =>
    (range) => {
      const stream: Read = open(range);
      // Heard before dynalite's own listener, which hands the same error on.
      return stream.once('error', (fault) => Object.assign(fault, told(fault)));
    };
  store.db.createKeyStream = streaming(createKeyStream);
  store.db.createValueStream = streaming(createValueStream);
  return store;
};

/** As dynalite answers what is wrong with a request; undefined for a fault that is no damage. */
function answerOf(fault: unknown): Error | undefined {
  const { code, message } = fault as { code?: unknown; message?: unknown };
  if (!DAMAGE.includes(String(code))) return undefined;
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${TABLE_DAMAGED}`, message: String(message) };
  return Object.assign(new Error(TABLE_DAMAGED), { statusCode: 400, body });
}
