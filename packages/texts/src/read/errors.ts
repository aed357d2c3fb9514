/**
 * A file that cannot be read. `code` is stable (messages in the reader's language hang on it): `empty`, `not-text`,
 * `broken-xml`, `entity-attack`, `too-large`, `not-supported`, … `message` says the same in plain English.
 */
export class ReadError extends Error {
  readonly code: string;
  /** Where in the file, for a reader: "line 12", "word/document.xml". */
  readonly place?: string;

  constructor(code: string, message: string, options: { place?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ReadError';
    this.code = code;
    if (options.place !== undefined) this.place = options.place;
  }
}
