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
  /** XML elements of the whole file, and of those that are not skipped (borders, fonts) but may be kept. */
  elements: number;
  keptElements: number;
  /** Elements and attributes of one block of the body (a table counts as one block) or of one other part. */
  blockElements: number;
  /** Characters of text in the whole file, and in one stretch between two tags. */
  characters: number;
  textLength: number;
  /** Paragraphs of the whole file. */
  blocks: number;
}

/** With these no reading passes 300 MB (`node bench/texts/large.ts`). */
export const DEFAULT_LIMITS: Limits = {
  fileBytes: 64 * 1024 * 1024,
  unzippedBytes: 512 * 1024 * 1024,
  partBytes: 128 * 1024 * 1024,
  ratio: 400,
  ratioFrom: 8 * 1024 * 1024,
  entries: 10_000,
  depth: 256,
  elements: 6_000_000,
  keptElements: 600_000,
  blockElements: 300_000,
  characters: 12_000_000,
  textLength: 4_000_000,
  blocks: 100_000,
};
