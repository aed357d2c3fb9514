/** Something about this machine stops the program: the message is one line that says what, and the way out. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** The system's code of an error ("EACCES"), or "" where it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
