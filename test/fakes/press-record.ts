// The press as it is in the repository, under a digest of the test's choosing.
import { join } from 'node:path';
import { layoutBundle, withLayouts } from '../../functions/adapters/layout-bundle.ts';
import type { PressRecord } from '../../functions/adapters/typst-printer.ts';
import { embeddedSettings } from '../../functions/config.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';

const { templates } = embeddedSettings({}).places;
export const FONTS = join(templates, 'fonts');
export const LAYOUTS = join(templates, 'layout');

export function pressRecord(digest = 'a'.repeat(64), layouts = LAYOUTS): PressRecord {
  return {
    digest: async () => digest,
    layouts: () => layoutBundle(layouts),
    withLayouts: (bundle, use) =>
      withLayouts(bundle, (directory) =>
        use(createTypesetter({ fontDirectories: [FONTS], layoutDirectory: directory })),
      ),
  };
}
