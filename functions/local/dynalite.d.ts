// The parts of dynalite 4.0.0 that are used here; it ships no types.
declare module 'dynalite' {
  import type { Server } from 'node:http';

  export interface Options {
    /** A folder for LevelDB; absent: in memory. */
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }

  export default function dynalite(options?: Options): Server;
}

declare module 'dynalite/db/index.js' {
  export type Item = Record<string, unknown>;

  export interface Index {
    IndexName: string;
  }

  export interface Table {
    TableName: string;
    LocalSecondaryIndexes?: Index[];
    GlobalSecondaryIndexes?: Index[];
  }

  export interface IndexActions {
    puts: { index: string; key: string; item: Item }[];
    deletes: { index: string; key: string }[];
  }

  export type Operation = { type: 'put'; key: string; value: Item } | { type: 'del'; key: string };
  export type Callback = (error?: Error | null) => void;

  export interface Read {
    once(event: 'error', listener: (fault: Error) => void): Read;
  }

  export interface Store {
    db: {
      open(): Promise<void>;
      batch(operations: Operation[], callback: Callback): void;
      get(key: string, callback?: object | ((error: unknown, value?: unknown) => void)): unknown;
      createKeyStream(range?: object): Read;
      createValueStream(range?: object): Read;
    };
  }

  const db: {
    create(options?: object): Store;
    createKey(item: Item, table: Table): string;
    getIndexActions(
      indexes: Index[],
      before: Item | null | undefined,
      after: Item | null | undefined,
      table: Table,
    ): IndexActions;
    updateIndexes(
      store: Store,
      table: Table,
      before: Item | null | undefined,
      after: Item | null | undefined,
      callback: Callback,
    ): void;
  };
  export default db;
}
