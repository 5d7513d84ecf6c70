// The key in memory keeps the contract of the real ones.
import { describe } from '@jest/globals';
import { signingKeyContract } from '../contract/signing-key.ts';
import { memorySigningKey } from './memory-signing-key.ts';

describe('a signing key in memory', () => {
  const key = memorySigningKey();
  signingKeyContract(async () => key);
});
