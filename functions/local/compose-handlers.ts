// The handlers of this machine: the list of what is mounted, and the work of the loop.
import type { Compose } from './compose.ts';

export const composeHandlers: Compose = async () => ({
  mounts: [],
  loop: { due: async () => [], react: async () => {}, now: () => new Date().toISOString() },
  close: async () => {},
});
