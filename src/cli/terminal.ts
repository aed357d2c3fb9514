/** Writes one line on standard error and gives the exit code back, so that a verb can `return fail(…)`. */
export function fail(message: string, code: 1 | 2): number {
  process.stderr.write(`suivi: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  return code;
}

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
