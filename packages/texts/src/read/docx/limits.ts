/** Ceilings of one reading. Each bounds time or memory, so that no file, however made, can hang or swell the reader. */
export interface Limits {
  /** Size of the file as given, bytes. */
  fileBytes: number;
  /** Size of all parts together once unzipped, bytes (as declared, and again as really inflated). */
  unzippedBytes: number;
  /** Size of one XML part once unzipped, bytes. */
  partBytes: number;
  /** Unzipped size over zipped size, for parts above `ratioFrom` bytes. Deflate can reach 1,032; real text stays under 100. */
  ratio: number;
  ratioFrom: number;
  /** Entries of the archive. */
  entries: number;
  /** Depth of XML elements. Ten tables one within the other need about a hundred. */
  depth: number;
  /** XML elements of one block of the body (a table counts as one block) and of the whole file. */
  blockElements: number;
  elements: number;
  /** Paragraphs of the whole file. */
  blocks: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 64 * 1024 * 1024,
  unzippedBytes: 512 * 1024 * 1024,
  partBytes: 128 * 1024 * 1024,
  ratio: 400,
  ratioFrom: 8 * 1024 * 1024,
  entries: 10_000,
  depth: 256,
  blockElements: 1_000_000,
  elements: 8_000_000,
  blocks: 250_000,
};
