// Works of one key take turns.
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inTurn } from '../../functions/adapters/in-turn.ts';

test('one after the other for one key, side by side for two, and a failure stops nobody else', async () => {
  const run = inTurn();
  const log: string[] = [];
  const work = (name: string, milliseconds: number) => async () => {
    log.push(`${name} begins`);
    await wait(milliseconds);
    log.push(`${name} ends`);
    return name;
  };
  const failing = run('a', async () => {
    await work('first', 40)();
    throw new Error('no');
  });
  const others = [run('a', work('second', 0)), run('b', work('other', 0))];
  await expect(failing).rejects.toThrow('no');
  expect(await Promise.all(others)).toEqual(['second', 'other']);
  expect(log).toEqual([
    'first begins',
    'other begins',
    'other ends',
    'first ends',
    'second begins',
    'second ends',
  ]);
});
