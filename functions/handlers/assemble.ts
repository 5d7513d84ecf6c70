// The parts that both runtimes put together in the same way: from files beside the code, without any service.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { letterWriter } from '../../templates/mail/letters.ts';
import { DOCUMENT_TYPES, documentType } from '../../templates/registry.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { pressDigest } from '../adapters/press-digest.ts';
import { typstPrinter } from '../adapters/typst-printer.ts';
import type { Places } from '../config.ts';
import type { Uncovered } from '../domain/form/read-leaf.ts';
import type { Clock } from '../ports/clock.ts';
import type { LetterWriter } from '../ports/letter-writer.ts';
import type { Printer } from '../ports/printer.ts';
import { fontCoverage } from '../typeset/font-coverage.ts';
import { type CoverageRanges, uncoveredBy, uncoveredCharacters } from '../typeset/glyph-coverage.ts';
import { createTypesetter } from '../typeset/typesetter.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));

/** What every function knows: types of document, characters that can be printed, time and chance. */
export function constants(places: Pick<Places, 'fonts'>) {
  return {
    types: DOCUMENT_TYPES,
    documentType,
    uncovered: uncoveredIn(places.fonts),
    clock: systemClock,
    random,
  };
}

export type Constants = ReturnType<typeof constants>;

/** The office's own fonts are asked once, and only when a character comes that ours lack: there may be 20 MB of them. */
function uncoveredIn(directory: string | undefined): Uncovered {
  if (!directory) return uncoveredCharacters;
  let installed: CoverageRanges | undefined;
  return (text) => {
    const missing = uncoveredCharacters(text);
    if (missing.length === 0) return missing;
    installed ??= fontCoverage(directory);
    return uncoveredBy(installed, missing.map(({ character }) => character).join(''));
  };
}

export interface Press {
  printer: Printer;
  letters: LetterWriter;
  /** Sentences for staff about substitute fonts; empty when the office's own are installed. */
  fontNotice: string[];
}

const FONT_NAMES: Readonly<Record<string, string>> = {
  xiaobiaosong: '小标宋',
  fangsong: '仿宋_GB2312',
  kai: '楷体_GB2312',
};

/** Templates, layouts and fonts, read once. Costs about a tenth of a second and the memory of the fonts. */
export function openPress(places: Places): Press {
  const sources = readTemplateSources(places.templates);
  const fonts = [...(places.fonts ? [places.fonts] : []), join(places.templates, 'fonts')];
  const layout = join(places.templates, 'layout');
  const typesetter = createTypesetter({ fontDirectories: fonts, layoutDirectory: layout });
  const documents = Object.entries(sources.documents).map(([id, { source }]) => [id, source] as const);
  return {
    printer: typstPrinter(typesetter, Object.fromEntries(documents), () => pressDigest({ fonts, layout })),
    letters: letterWriter(sources.mails),
    fontNotice: typesetter
      .fontReport()
      .filter(({ role, substitute }) => substitute && FONT_NAMES[role])
      .map(({ role, family }) => `${FONT_NAMES[role]}未安装，现以 ${family} 代替`),
  };
}
