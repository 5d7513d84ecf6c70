// A licensed font as far as its name goes.

/** The same font under another family name: records with name ID 1 are rewritten in place. */
export function renamed(font: Buffer, family: string): Buffer {
  const name = Buffer.from(family, 'utf16le').swap16();
  for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== 'name') continue;
    const table = font.readUInt32BE(entry + 8);
    const strings = table + font.readUInt16BE(table + 4);
    for (let n = 0; n < font.readUInt16BE(table + 2); n++) {
      const record = table + 6 + 12 * n;
      if (font.readUInt16BE(record + 6) !== 1) continue;
      font.writeUInt16BE(name.length, record + 8);
      name.copy(font, strings + font.readUInt16BE(record + 10));
    }
  }
  return font;
}
