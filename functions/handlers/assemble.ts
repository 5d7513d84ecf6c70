// The parts that both runtimes put together in the same way: from files beside the code, without any service.
import { randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE_REPORT } from '../../templates/evidence/evidence-report.ts';
import { letterWriter } from '../../templates/mail/letters.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { httpRevocationLists } from '../adapters/http-revocation-lists.ts';
import { httpSealProvider, noSealProvider } from '../adapters/http-seal-provider.ts';
import { layoutBundle, withLayouts } from '../adapters/layout-bundle.ts';
import { pressDigest } from '../adapters/press-digest.ts';
import { rfc3161Timestamper } from '../adapters/rfc3161-timestamper.ts';
import { typstPrinter } from '../adapters/typst-printer.ts';
import { zxingSquareCodes } from '../adapters/zxing-square-codes.ts';
import {
  BadSetting,
  type Places,
  type SealProviderSettings,
  type SealSettings,
  type TimestampSettings,
} from '../config.ts';
import type { EvidenceWords } from '../domain/evidence.ts';
import type { Uncovered } from '../domain/form/read-leaf.ts';
import { offering } from '../domain/offered-ways.ts';
import { WAYS } from '../domain/way.ts';
import { actorWords, eventWords } from '../pages/event-words.ts';
import { mailFaultWords } from '../pages/failure-words.ts';
import { mailWords } from '../pages/mail-words.ts';
import { CONSENT_TEXTS, PUBLICATION_TEXTS } from '../pages/sign/consent.ts';
import type { Clock } from '../ports/clock.ts';
import type { LetterWriter } from '../ports/letter-writer.ts';
import type { Printer } from '../ports/printer.ts';
import type { SealProvider } from '../ports/seal-provider.ts';
import type { SquareCodes } from '../ports/square-codes.ts';
import { fontCoverage } from '../typeset/font-coverage.ts';
import { type CoverageRanges, uncoveredBy, uncoveredCharacters } from '../typeset/glyph-coverage.ts';
import { createTypesetter } from '../typeset/typesetter.ts';
import type { Timestamps } from '../workflow/world.ts';

const EVIDENCE_WORDS: EvidenceWords = {
  report: EVIDENCE_REPORT,
  event: eventWords,
  actor: actorWords,
  mail: mailWords,
  mailFault: mailFaultWords,
  consents: CONSENT_TEXTS,
  publications: PUBLICATION_TEXTS,
};

export const systemClock: Clock = { now: () => new Date().toISOString() };

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));

/** What every function knows: types of document, characters that can be printed, time and chance. */
export function constants(places: Pick<Places, 'fonts'>, seals?: SealProviderSettings) {
  const types = DOCUMENT_TYPES.map((type) =>
    offering(type, seals ? WAYS : WAYS.filter((way) => way !== 'e-seal')),
  );
  return {
    types,
    documentType: (id: string) => types.find((type) => type.id === id),
    evidence: EVIDENCE_WORDS,
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

/** Throws BadSetting for a file of roots that cannot be read or holds none. */
export function timestampsFrom({ urls, roots: file, policy }: TimestampSettings): Timestamps {
  const roots = file ? readCertificates(file) : [];
  const authorities = urls.map((url) => ({ url, roots }));
  const lists = httpRevocationLists();
  return { timestamper: rfc3161Timestamper(authorities, { random, lists }), lists, roots, policy };
}

/** What the ways of signing beside links are done with; throws BadSetting for a key that cannot be read. */
export function waysFrom(
  places: Pick<Places, 'squareCodes'>,
  seals?: SealSettings,
): { squareCodes: SquareCodes; seals: SealProvider } {
  return { squareCodes: zxingSquareCodes(places.squareCodes), seals: sealProviderFrom(seals) };
}

function sealProviderFrom(settings: SealSettings | undefined): SealProvider {
  if (!settings) return noSealProvider;
  try {
    return httpSealProvider({ ...settings, key: readFileSync(settings.key, 'utf8') });
  } catch {
    throw new BadSetting('SEAL_PROVIDER_KEY', '的值无效 is not valid');
  }
}

function readCertificates(file: string): Uint8Array[] {
  const text = existsSync(file) ? readFileSync(file, 'latin1') : '';
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new BadSetting('TIMESTAMP_ROOTS', '的值无效 is not valid');
  return blocks.map((block) => new Uint8Array(new X509Certificate(block).raw));
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
  const sources = readTemplateSources(places.templates, [...DOCUMENT_TYPES, EVIDENCE_REPORT]);
  const fonts = [...(places.fonts ? [places.fonts] : []), join(places.templates, 'fonts')];
  const layout = join(places.templates, 'layout');
  const typesetter = createTypesetter({ fontDirectories: fonts, layoutDirectory: layout });
  const documents = Object.entries(sources.documents).map(([id, { source }]) => [id, source] as const);
  return {
    printer: typstPrinter(typesetter, Object.fromEntries(documents), {
      digest: () => pressDigest({ fonts, layout }),
      layouts: () => layoutBundle(layout),
      withLayouts: (bundle, use) =>
        withLayouts(bundle, (directory) =>
          use(createTypesetter({ fontDirectories: fonts, layoutDirectory: directory })),
        ),
    }),
    letters: letterWriter(sources.mails),
    fontNotice: typesetter
      .fontReport()
      .filter(({ role, substitute }) => substitute && FONT_NAMES[role])
      .map(({ role, family }) => `${FONT_NAMES[role]}未安装，现以 ${family} 代替`),
  };
}
