// The name under which a browser keeps a file.

/** RFC 6266 with RFC 8187: an ASCII name for all, the Chinese one for those that can. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const clean = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="document.pdf"; filename*=UTF-8''${encoded}`;
}
