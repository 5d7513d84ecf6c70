// The document store in memory keeps the contract.
import { describeDocumentStore } from '../contract/document-store.ts';
import { memoryDocumentStore } from './memory-document-store.ts';

describeDocumentStore('memory', async () => ({ store: memoryDocumentStore(), close: async () => {} }));
