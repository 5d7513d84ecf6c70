// The register of ended sessions in memory keeps the contract.
import { describeSessionRegister } from '../contract/session-register.ts';
import { memorySessionRegister } from './memory-session-register.ts';

describeSessionRegister('memory', async () => {
  const register = memorySessionRegister();
  return { registers: [register, register], close: async () => {} };
});
