// What lists show of a draft, however little of it is there.
import { divisionName } from '../functions/domain/divisions.ts';
import type { Summary } from '../functions/domain/event.ts';

const LONGEST_TITLE = 100;

/** `partial` is whatever could be read: any part may be missing or of another kind. `titleOf` gets the town's name. */
export function summarizeDraft(partial: unknown, titleOf: (town: string) => string): Summary {
  const town = textAt(partial, 'town', 'name') ?? '未命名小镇';
  return { title: shortened(titleOf(town)), town: shortened(town), region: regionOf(partial) };
}

/** The county; the prefecture while only that is chosen; else the province. */
function regionOf(partial: unknown): string {
  const chosen = [textAt(partial, 'region', 'county'), textAt(partial, 'region', 'prefecture')];
  return chosen.find((code) => code !== undefined && divisionName(code) !== undefined) ?? '630000';
}

function textAt(source: unknown, group: string, key: string): string | undefined {
  const text = own(own(source, group), key);
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function own(source: unknown, key: string): unknown {
  return typeof source === 'object' && source !== null && Object.hasOwn(source, key)
    ? (source as Record<string, unknown>)[key]
    : undefined;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…` : text;
}
