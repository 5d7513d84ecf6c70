// The number register in memory keeps the contract.
import { describeNumberRegister } from '../contract/number-register.ts';
import { memoryNumberRegister } from './memory-number-register.ts';

describeNumberRegister('memory', async () => {
  const register = memoryNumberRegister();
  return { registers: [register, register], close: async () => {} };
});
