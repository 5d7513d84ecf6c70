// Works of one key take turns.
import { expect, test } from '@jest/globals';
import { inTurn } from '../../functions/adapters/in-turn.ts';

test('one after the other for one key, side by side for two, and a failure stops nobody else', async () => {
  const run = inTurn();
  const log: string[] = [];
  const work = (name: string, until?: Promise<unknown>) => async () => {
    log.push(`${name} begins`);
    await until;
    log.push(`${name} ends`);
    return name;
  };
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const failing = run('a', async () => {
    await work('first', held)();
    throw new Error('no');
  });
  const [second, other] = [run('a', work('second')), run('b', work('other'))];
  expect(await other).toBe('other');
  letGo();
  await expect(failing).rejects.toThrow('no');
  expect(await second).toBe('second');
  expect(log).toEqual([
    'first begins',
    'other begins',
    'other ends',
    'first ends',
    'second begins',
    'second ends',
  ]);
});
