// Numbers in memory: position n - 1 of a series holds the document that has number n.
import type { NumberRegister } from '../../functions/ports/number-register.ts';

export function memoryNumberRegister(): NumberRegister {
  const holders = new Map<string, string[]>();
  return {
    async reserve(series, documentId) {
      const given = holders.get(series) ?? [];
      holders.set(series, given);
      const held = given.indexOf(documentId);
      return held >= 0 ? held + 1 : given.push(documentId);
    },
  };
}
