/** Writes one line on standard error and gives the exit code back, so that a verb can `return fail(…)`. */
export function fail(message: string, code: 1 | 2): number {
  process.stderr.write(`suivi: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  return code;
}

const WRONG_CALL = 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE';

/** The error for an option with a value that it does not take: exit code 2, as for an option that is not known. */
export const wrongCall = (message: string): Error => Object.assign(new Error(message), { code: WRONG_CALL });

/** Whether an error says that the command was wrongly called, not that it failed. */
export const isWrongCall = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** `suivi … | head` closes the pipe early: that is the reader's good right, not a fault of ours. */
export function tolerateClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

/** Writes all of a text to standard output; resolves when it has left, so that a pipe gets it whole. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

/** The word of the list nearest to what was typed, or null where none is near (more than a third of it wrong). */
export function nearest(typed: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of known) {
    const distance = word.startsWith(typed) && typed.length > 2 ? 0 : editDistance(typed, word);
    if (distance < least) [best, least] = [word, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = a[i - 1] === b[j - 1] ? 0 : 1;
      current[j] = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + swap);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
