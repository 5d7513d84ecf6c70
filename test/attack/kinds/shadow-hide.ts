// Shadow attacks, hide: what lay over something else is taken away.
import { writeValue } from '../../../functions/sign/pdf-writer.ts';
import type { Attack } from '../attack.ts';
import { dictionaryAt, firstAppearance } from '../forge/places.ts';
import { adding } from '../forge/updates.ts';
import { streamOf } from '../forge/values.ts';

/** The form of this number, drawing nothing. */
function blanked(file: Uint8Array, number: number): string {
  const old = dictionaryAt(file, number);
  const kept = ['Type', 'Subtype', 'BBox'].filter((key) => old.has(key));
  return streamOf(kept.map((key) => `/${key} ${writeValue(old.get(key)!)}`).join(' '));
}

export const SHADOW_HIDE: readonly Attack[] = [
  {
    id: 'shadow-hide',
    name: 'a form drawn over the text is blanked',
    cases: ['P18'],
    verdict: 'V5',
    build: adding((file) => [[firstAppearance(file), blanked(file, firstAppearance(file))]]),
  },
  {
    id: 'shadow-hide-null',
    name: "a signer's appearance is freed",
    verdict: 'V5',
    build: adding((file) => [[firstAppearance(file), 'null']]),
  },
];
