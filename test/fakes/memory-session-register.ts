// Ended sessions in memory.
import type { SessionRegister } from '../../functions/ports/session-register.ts';

export function memorySessionRegister(): SessionRegister {
  const ended = new Set<string>();
  return {
    end: async (id) => void ended.add(id),
    isEnded: async (id) => ended.has(id),
  };
}
