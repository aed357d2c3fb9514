/** Why a file cannot be read. Stable: messages in the reader's language hang on these. */
export const READ_ERROR_CODES = [
  'empty',
  'too-large',
  'not-text',
  'no-text',
  'unsupported-encoding',
  'broken-xml',
  'entity-attack',
  'too-deep',
  'encrypted',
  'corrupt',
  'zip-bomb',
  'not-word',
  'old-doc',
  'pdf',
  'rtf',
  'odt',
  'html',
  'image',
  'not-supported',
] as const;
export type ReadErrorCode = (typeof READ_ERROR_CODES)[number];

/** What is wrong at a place, for messages in the reader's language: a stable code, and what they name. */
export interface Fault {
  code: 'xml-mark' | 'xml-cut' | 'xml-sign' | 'xml-not-closed' | 'xml-wrong-end';
  values: Record<string, string>;
}

/** A file that cannot be read. `code` is stable; `message` says the same in plain English. */
export class ReadError extends Error {
  readonly code: string;
  /** Where in the file, for a reader: "line 12", "word/document.xml". */
  readonly place?: string;
  /** What is wrong there, where that is known more nearly than by the code. */
  readonly fault?: Fault;

  constructor(
    code: string,
    message: string,
    options: { place?: string | undefined; fault?: Fault; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ReadError';
    this.code = code;
    if (options.place !== undefined) this.place = options.place;
    if (options.fault !== undefined) this.fault = options.fault;
  }
}
