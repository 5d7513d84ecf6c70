// The register of ended sessions on DynamoDB keeps the contract.
import { dynamoSessionRegister } from '../../functions/adapters/dynamo-session-register.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { emulatedDynamo, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { memoryTable } from '../contract/memory-table.ts';
import { describeSessionRegister } from '../contract/session-register.ts';

describeSessionRegister('dynamo against dynalite', async () => {
  const { client, table, close } = await memoryTable();
  const register = () => dynamoSessionRegister(client, table);
  return { registers: [register(), register()], close };
});

if (hasAwsEmulator) {
  describeSessionRegister('dynamo against an AWS emulator', async () => {
    const client = emulatedDynamo();
    const table = newName('sessions');
    await ensureTable(client, table);
    const register = () => dynamoSessionRegister(client, table);
    return { registers: [register(), register()], close: async () => client.destroy() };
  });
}
