// The types of document under the headings where one is chosen.
import type { DocumentType } from '../domain/document-type.ts';

const OTHERS = '其他文书';

export interface TypeGroup {
  label: string;
  types: { id: string; name: string; purpose: string }[];
}

/** Groups in the order in which the registry first names them, 其他文书 last; within them as in the registry. */
export function typeGroups(types: readonly DocumentType[]): TypeGroup[] {
  const groups = new Map<string, TypeGroup>();
  for (const { id, name, purpose, group } of types) {
    const listed = groups.get(group) ?? { label: group, types: [] };
    groups.set(group, listed);
    listed.types.push({ id, name, purpose });
  }
  const last = (label: string) => Number(label === OTHERS);
  return [...groups.values()].sort((a, b) => last(a.label) - last(b.label));
}
