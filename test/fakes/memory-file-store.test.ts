// The file store in memory keeps the contract.
import { describeFileStore } from '../contract/file-store.ts';
import { memoryFileStore } from './memory-file-store.ts';

describeFileStore('memory', async () => {
  const store = memoryFileStore();
  const damage = async (digest: string, bytes: Uint8Array) => {
    store.files.set(digest, { bytes, contentType: 'text/plain' });
  };
  return { store, damage, close: async () => {} };
});
