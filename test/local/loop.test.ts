// The loop, with a workflow that is a few promises.
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Loop, type LoopWork, type Pace, startLoop } from '../../functions/local/loop.ts';

const loops: Loop[] = [];

afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
});

const quick: Partial<Pace> = { pollEveryMs: 5, retryAfterMs: 5, longestWaitMs: 40 };

function start(work: Partial<LoopWork>, pace: Partial<Pace> = quick): Loop {
  const loop = startLoop(
    {
      due: async () => [],
      react: async () => {},
      now: () => '2026-01-08T00:00:00.000Z',
      log: () => {},
      ...work,
    },
    pace,
  );
  loops.push(loop);
  return loop;
}

/** A `react` whose runs end when told to. */
function gate() {
  const begun: string[] = [];
  const open = new Map<string, () => void>();
  return {
    begun,
    react: (id: string) =>
      new Promise<void>((resolve) => {
        begun.push(id);
        open.set(id, resolve);
      }),
    end(id: string) {
      open.get(id)!();
      open.delete(id);
    },
  };
}

/** Waits long: what comes about soon here may take its time on a busy machine. */
async function until(holds: () => boolean): Promise<void> {
  const limit = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > limit) throw new Error('it did not come about');
    await pause(2);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the loop', () => {
  test('reacts to a nudge at once', () => {
    const { begun, react, end } = gate();
    start({ react }, { pollEveryMs: 60_000 }).nudge('a');
    expect(begun).toEqual(['a']);
    end('a');
  });

  test('nudges during a run make one further run, never two at once', async () => {
    const { begun, react, end } = gate();
    const loop = start({ react });
    loop.nudge('a');
    for (let index = 0; index < 50; index++) loop.nudge('a');
    await pause(20);
    expect(begun).toEqual(['a']);
    end('a');
    await until(() => begun.length === 2);
    end('a');
    await pause(20);
    expect(begun).toEqual(['a', 'a']);
  });

  test('works on four documents at once, and on the others after', async () => {
    const { begun, react, end } = gate();
    const loop = start({ react });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'e']) loop.nudge(id);
    await pause(10);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    end('b');
    await until(() => begun.length === 5);
    expect(begun[4]).toBe('e');
    for (const id of ['a', 'c', 'd', 'e']) end(id);
    await until(() => begun.length === 6);
    end('f');
  });

  test('finds by itself what is due, and does not begin it again while it runs', async () => {
    const { begun, react, end } = gate();
    let due = ['a'];
    start({ react, due: async () => due });
    await until(() => begun.length === 1);
    await pause(30);
    expect(begun).toEqual(['a']);
    due = [];
    end('a');
    await pause(20);
    expect(begun).toEqual(['a']);
  });

  test('a document that fails is tried again later and less and less often, and the others go on', async () => {
    const tried: number[] = [];
    const done: string[] = [];
    const logged: string[] = [];
    start({
      due: async () => ['bad', 'good'],
      react: async (id) => {
        if (id === 'good') return void done.push(id);
        tried.push(Date.now());
        throw new Error('no');
      },
      log: (message) => logged.push(message),
    });
    // At each look until its wait is longer than the pause between two looks, however late those are.
    await until(() => tried.length >= 4 && done.length > tried.length);
    expect(tried[3]! - tried[2]!).toBeGreaterThanOrEqual(18);
    expect(logged[1]).toBe('document bad: failed 2 times in a row');
  });

  test('room is asked for beside the documents that fail', async () => {
    const limits: number[] = [];
    start({
      due: async (_now, limit) => {
        limits.push(limit);
        return ['x', 'y'];
      },
      react: async () => {
        throw new Error('no');
      },
    });
    await until(() => limits.length > 3);
    expect(limits[0]).toBe(100);
    expect(limits.at(-1)).toBe(102);
  });

  test('a store that cannot be read is asked again, and the loop recovers', async () => {
    const logged: string[] = [];
    const reacted: string[] = [];
    let asked = 0;
    start({
      due: async () => {
        asked += 1;
        if (asked < 4) throw new Error('down');
        return ['a'];
      },
      react: async (id) => void reacted.push(id),
      log: (message) => logged.push(message),
    });
    await until(() => reacted.length > 0);
    expect(logged).toHaveLength(3);
  });

  test('stop waits for what runs, and begins nothing more', async () => {
    const { begun, react, end } = gate();
    const loop = start({ react, due: async () => ['x'] }, { ...quick, atOnce: 1 });
    loop.nudge('a');
    loop.nudge('a');
    loop.nudge('b');
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await pause(20);
    expect(stopped).toBe(false);
    end('a');
    await stopping;
    loop.nudge('c');
    await pause(20);
    expect(begun).toEqual(['a']);
  });
});
