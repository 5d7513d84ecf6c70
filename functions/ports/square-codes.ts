// Draws and reads square codes (QR, ISO/IEC 18004).

export interface SquareCodes {
  /** Rows of modules, true is dark, without the quiet zone; error correction M. */
  draw(text: string): Promise<boolean[][]>;
  /**
   * The texts of all codes in pictures, each JPEG or PNG by its own bytes, and in how many of them was looked: not in what
   * is no picture, and not in one that takes too long nor in those after it. Who relies on a code must ask for both.
   */
  read(pictures: readonly Uint8Array[]): Promise<{ texts: string[]; looked: number }>;
}
