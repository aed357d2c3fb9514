/**
 * Faults that a reader, an editor or a caller may expect. Each has a stable `code` (which is also the message key
 * `errors.<code>` in six languages) and a status. Anything else that is thrown is a fault of ours: status 500, logged.
 */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: string;
  readonly status: number;
  /** Values for the placeholders of the message. */
  readonly values: Record<string, string | number>;
  /** What of what was sent it concerns, where that is known. */
  readonly issues: readonly Issue[] = [];

  constructor(
    code: string,
    status: number,
    values: Record<string, string | number> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
    this.code = code;
    this.status = status;
    this.values = values;
  }
}

/** One thing wrong with what was sent: `path` names the field ("due.from", "" for the whole), `code` the message. */
export interface Issue {
  path: string;
  /** Message key without its prefix: `issues.<code>`. */
  code: string;
  values?: Record<string, string | number>;
}

/** What was sent does not fit: all that is wrong, keyed by field path. */
export class InvalidInput extends AppError {
  override readonly name = 'InvalidInput';
  override readonly issues: Issue[];

  constructor(issues: Issue[], options?: { cause?: unknown }) {
    super('invalid-input', 400, {}, options);
    this.issues = issues;
  }
}

export class SignInRequired extends AppError {
  override readonly name = 'SignInRequired';
  constructor() {
    super('sign-in-required', 401);
  }
}

export class Forbidden extends AppError {
  override readonly name = 'Forbidden';
  constructor(permission = '') {
    super('forbidden', 403, { permission });
  }
}

export class NotFound extends AppError {
  override readonly name = 'NotFound';
  constructor(what = '') {
    super('not-found', 404, { what });
  }
}

/** It has another address now; pages lead on to it (RFC 9110, 308), the API names it. */
export class Moved extends AppError {
  override readonly name = 'Moved';
  /** Address without origin and language: `texts/council-12`. */
  readonly to: string;
  constructor(to: string) {
    super('moved', 308, { to });
    this.to = to;
  }
}

/** Someone else saved first. `current` lets the page show both and lose nothing. */
export class Conflict extends AppError {
  override readonly name = 'Conflict';
  readonly current: unknown;
  constructor(code = 'conflict', current: unknown = null, values: Record<string, string | number> = {}) {
    super(code, 409, values);
    this.current = current;
  }
}

/** The address is known but takes another method: `allow` names it (RFC 9110, 15.5.6). */
export class MethodNotAllowed extends AppError {
  override readonly name = 'MethodNotAllowed';
  readonly allow: 'GET' | 'POST';
  constructor(allow: 'GET' | 'POST') {
    super('method-not-allowed', 405);
    this.allow = allow;
  }
}

/** As Conflict, where the caller guarded the change by If-Match (RFC 9110, 15.5.13). */
export class PreconditionFailed extends AppError {
  override readonly name = 'PreconditionFailed';
  readonly current: unknown;
  constructor(current: unknown = null) {
    super('precondition-failed', 412);
    this.current = current;
  }
}

export class TooManyRequests extends AppError {
  override readonly name = 'TooManyRequests';
  constructor(seconds: number) {
    super('too-many-requests', 429, { seconds });
  }
}

/** The disk holds no more: writing stops, reading goes on (RFC 4918, 507 Insufficient Storage). */
export class DiskFull extends AppError {
  override readonly name = 'DiskFull';
  constructor(options?: { cause?: unknown }) {
    super('disk-full', 507, {}, options);
  }
}

/** The database does not answer. */
export class Unavailable extends AppError {
  override readonly name = 'Unavailable';
  constructor(options?: { cause?: unknown }) {
    super('unavailable', 503, {}, options);
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '08001',
]);

/** What the driver says of a connection that broke, or that broke before the statement was given to it: without a code. */
const BROKEN =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed) and is not queryable)/;

// Values that pass the schema and that the database still cannot keep: the last net under each command's own checks.
// The cause stays with the error. (PostgreSQL, appendix A: error codes.)
const REFUSED_DATA: Readonly<Record<string, string>> = {
  '22001': 'out-of-range',
  '22003': 'out-of-range',
  '22007': 'out-of-range',
  '22008': 'out-of-range',
  '22021': 'bad-character',
  '22P02': 'bad-form',
  '22P05': 'bad-character',
  '23503': 'no-such-record',
  '23514': 'bad-form',
  '54000': 'out-of-range',
};

/**
 * The one table from what was thrown to what is told: expected errors as they are, PostgreSQL's and the system's codes
 * for a full disk, a lost connection and a broken constraint as ours; `null` for a fault of ours (status 500).
 */
export function asExpected(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === '53100' || code === 'EDQUOT') return new DiskFull({ cause: error });
  const text = error instanceof Error ? error.message : '';
  if (CONNECTION.has(code) || BROKEN.test(text)) return new Unavailable({ cause: error });
  if (code === '40001' || code === '40P01' || code === '55P03') return new Conflict('busy');
  if (code === '23505' || code === '23P01') return new Conflict('already-exists');
  const refused = REFUSED_DATA[code];
  if (refused) return new InvalidInput([{ path: '', code: refused }], { cause: error });
  if (error instanceof Error && error.cause) return asExpected(error.cause);
  return null;
}
