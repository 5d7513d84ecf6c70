// The number register on DynamoDB keeps the contract, and survives a crash between any two of its writes.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dynamoNumberRegister } from '../../functions/adapters/dynamo-number-register.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { emulatedDynamo, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { type MemoryTable, memoryTable } from '../contract/memory-table.ts';
import { describeNumberRegister } from '../contract/number-register.ts';

describeNumberRegister('dynamo against dynalite', async () => {
  const { client, table, close } = await memoryTable();
  const register = () => dynamoNumberRegister(client, table);
  return { registers: Array.from({ length: 6 }, register), close };
});

if (hasAwsEmulator) {
  describeNumberRegister('dynamo against an AWS emulator', async () => {
    const client = emulatedDynamo();
    const table = newName('numbers');
    await ensureTable(client, table);
    const register = () => dynamoNumberRegister(client, table);
    return { registers: Array.from({ length: 6 }, register), close: async () => client.destroy() };
  });
}

describe('a register whose process dies', () => {
  let memory: MemoryTable;
  /** Requests that still get through; then, with `before`, nothing does, otherwise one more does unanswered. */
  let budget = Number.POSITIVE_INFINITY;
  let before = true;
  beforeAll(async () => {
    memory = await memoryTable();
    memory.client.middlewareStack.add(
      (next) => async (args) => {
        budget -= 1;
        if (budget < 0 && before) throw new Error('killed');
        const result = await next(args);
        if (budget < 0) throw new Error('killed');
        return result;
      },
      { step: 'initialize', name: 'kill' },
    );
  });
  afterAll(() => memory.close());

  test('before or after any request, gives every document one number and leaves no gap', async () => {
    const register = dynamoNumberRegister(memory.client, memory.table);
    for (before of [true, false]) {
      for (let requests = 0; requests < 6; requests += 1) {
        const series = `series-${before}-${requests}`;
        budget = Number.POSITIVE_INFINITY;
        await register.reserve(series, 'first');
        budget = requests;
        await register.reserve(series, 'crashed').catch(() => {});
        budget = Number.POSITIVE_INFINITY;
        const others = [];
        for (let i = 0; i < 12; i += 1) others.push(await register.reserve(series, `other-${i}`));
        const crashed = await register.reserve(series, 'crashed');
        expect(await register.reserve(series, 'first')).toBe(1);
        expect([1, crashed, ...others].sort((a, b) => a - b)).toEqual(
          Array.from({ length: 14 }, (_, i) => i + 1),
        );
      }
    }
  });
});
