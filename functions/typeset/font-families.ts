// Which font families serve the five typefaces of an official document: an office's own fonts first, ours otherwise.
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type FontRole = 'xiaobiaosong' | 'fangsong' | 'kai' | 'hei' | 'song';

export interface FontChoice {
  role: FontRole;
  family: string;
  /** true: a free font of the same kind stands in for the one offices use (GB/T 9704-2012 names the typefaces only). */
  substitute: boolean;
}

/** Names under which an office's licensed fonts are known, best first, and the family that we ship. */
const TYPEFACES: readonly { role: FontRole; licensed: readonly string[]; shipped: string }[] = [
  {
    role: 'xiaobiaosong',
    licensed: [
      'FZXiaoBiaoSong-B05S',
      'FZXiaoBiaoSong-B05',
      'FZXBSJW--GB1-0',
      '方正小标宋简体',
      '方正小标宋_GBK',
    ],
    shipped: 'Noto Serif SC',
  },
  {
    role: 'fangsong',
    licensed: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋'],
    shipped: 'FandolFang R',
  },
  { role: 'kai', licensed: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体'], shipped: 'FandolKai' },
  { role: 'hei', licensed: ['SimHei', '黑体'], shipped: 'Noto Sans SC' },
  { role: 'song', licensed: ['SimSun', '宋体'], shipped: 'Noto Serif SC' },
];

/** Chosen from what the directories hold; `directories` as in createTypesetter. */
export function chooseFonts(directories: readonly string[]): FontChoice[] {
  const found = directories.flatMap(families);
  return TYPEFACES.map(({ role, licensed, shipped }) => {
    for (const name of licensed) {
      const font = found.find(({ names }) =>
        names.some((known) => known.toLowerCase() === name.toLowerCase()),
      );
      if (font) return { role, family: font.family, substitute: false };
    }
    return { role, family: shipped, substitute: true };
  });
}

/**
 * The chain of each role: the chosen family, then every other one, shipped ones first, so that a character that any of
 * them has can be set in every role (FandolFang lacks 堌 㙱 𬙊 㳇 亹 ² ³ ㎡; an office may add a font for rarer names).
 */
export function fontChains(
  choices: readonly FontChoice[],
  directories: readonly string[] = [],
): Record<FontRole, string[]> {
  const shipped = ['Noto Serif SC', 'Noto Sans SC', 'FandolFang R', 'FandolKai'];
  const found = directories.flatMap(families).map(({ family }) => family);
  const chain = ({ family }: FontChoice) => [...new Set([family, ...shipped, ...found])];
  return Object.fromEntries(choices.map((choice) => [choice.role, chain(choice)])) as Record<
    FontRole,
    string[]
  >;
}

interface Family {
  /** As the typesetter calls it: the first readable record with name ID 1. */
  family: string;
  /** All names with ID 1, 4 or 16, in any language. */
  names: string[];
}

function families(directory: string): Family[] {
  return readdirSync(directory)
    .filter((file) => /\.(otf|ttf|ttc)$/i.test(file))
    .sort()
    .flatMap((file) => readFamilies(join(directory, file)));
}

/** Reads the `name` table only (OpenType 1.9, "name" and "Font Collections"): fonts are 10 MB and more. */
function readFamilies(path: string): Family[] {
  const descriptor = openSync(path, 'r');
  const { size } = statSync(path);
  const read = (at: number, length: number): Buffer => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
    readSync(descriptor, buffer, 0, buffer.length, at);
    return buffer;
  };
  try {
    const header = read(0, 12);
    if (header.toString('latin1', 0, 4) !== 'ttcf') return readFamily(read, 0);
    const offsets = read(12, 4 * header.readUInt32BE(8));
    return Array.from({ length: offsets.length / 4 }, (_, n) =>
      readFamily(read, offsets.readUInt32BE(4 * n)),
    ).flat();
  } catch (cause) {
    throw new Error(`${path} is not a readable font`, { cause });
  } finally {
    closeSync(descriptor);
  }
}

function readFamily(read: (at: number, length: number) => Buffer, start: number): Family[] {
  const tableCount = read(start + 4, 2).readUInt16BE(0);
  const directory = read(start + 12, 16 * tableCount);
  const entry = Array.from({ length: tableCount }, (_, n) => directory.subarray(16 * n, 16 * n + 16)).find(
    (record) => record.toString('latin1', 0, 4) === 'name',
  );
  if (!entry) return [];
  const table = read(entry.readUInt32BE(8), entry.readUInt32BE(12));
  const strings = table.subarray(table.readUInt16BE(4));
  const names: { id: number; text: string }[] = [];
  for (let n = 0; n < table.readUInt16BE(2); n++) {
    const record = table.subarray(6 + 12 * n, 18 + 12 * n);
    const platform = record.readUInt16BE(0);
    const bytes = strings.subarray(record.readUInt16BE(10), record.readUInt16BE(10) + record.readUInt16BE(8));
    const text = decodeName(platform, record.readUInt16BE(2), bytes);
    if (text) names.push({ id: record.readUInt16BE(6), text });
  }
  const family = names.find(({ id }) => id === 1)?.text;
  if (!family) return [];
  return [{ family, names: names.filter(({ id }) => [1, 4, 16].includes(id)).map(({ text }) => text) }];
}

/** Unicode (platforms 0 and 3) is UTF-16BE; Macintosh Roman is taken where it is ASCII; other encodings are passed over. */
function decodeName(platform: number, encoding: number, bytes: Buffer): string | null {
  if (platform === 0 || platform === 3) return Buffer.from(bytes).swap16().toString('utf16le');
  if (platform === 1 && encoding === 0 && bytes.every((byte) => byte < 128)) return bytes.toString('latin1');
  return null;
}
