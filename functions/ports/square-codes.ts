// Draws and reads square codes (QR, ISO/IEC 18004).

export interface SquareCodes {
  /** Rows of modules, true is dark, without the quiet zone; error correction M. */
  draw(text: string): Promise<boolean[][]>;
  /**
   * The texts of all codes in pictures, each JPEG or PNG by its own bytes; none for what is no picture, cannot be read or
   * takes too long. What was read before counts.
   */
  read(pictures: readonly Uint8Array[]): Promise<string[]>;
}
