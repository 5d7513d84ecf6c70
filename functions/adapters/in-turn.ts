// Work on one thing at a time, within this process.

export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Works of one key run one after the other, in the order they came, whether those before fail or not. */
export function inTurn(): InTurn {
  const lasts = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = lasts.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result.catch(() => {});
    lasts.set(key, settled);
    try {
      return await result;
    } finally {
      if (lasts.get(key) === settled) lasts.delete(key);
    }
  };
}
