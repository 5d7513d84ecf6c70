// Draws and reads square codes (QR, ISO/IEC 18004).

export interface SquareCodes {
  /** Rows of modules, true is dark, without the quiet zone; error correction M. */
  draw(text: string): Promise<boolean[][]>;
  /** The texts of all codes in one picture, JPEG or PNG by its own bytes; none for what is no picture or cannot be read. */
  read(picture: Uint8Array): Promise<string[]>;
}
