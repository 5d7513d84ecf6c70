// The public site in memory keeps the contract.
import { describePublicSite } from '../contract/public-site.ts';
import { memoryPublicSite } from './memory-public-site.ts';

describePublicSite('memory', async () => ({ site: memoryPublicSite(), close: async () => {} }));
