import { readFileSync, readSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Language, View } from '@suivi/texts';
import { PROFILES } from '@suivi/texts/profiles';
import { ReadError } from '@suivi/texts/read';
import { languageOf, wrongCall } from '../speech.ts';
import { fail } from '../terminal.ts';
import { english, type Words } from './words.ts';

/** Largest file that the engine reads, in bytes: one that is larger is not even opened. */
const LARGEST = 64 * 1024 * 1024;

const tooLarge = (): ReadError => new ReadError('too-large', `The file is larger than ${LARGEST / 1024 / 1024} MB.`);

// A pipe does not say how much it brings: reading ends at the bound.
function piped(): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const piece = new Uint8Array(64 * 1024);
    const count = readPiece(piece);
    if (count === 0) return new Uint8Array(Buffer.concat(pieces, size));
    size += count;
    if (size > LARGEST) throw tooLarge();
    pieces.push(piece.subarray(0, count));
  }
}

function readPiece(into: Uint8Array): number {
  for (;;)
    try {
      return readSync(0, into);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      // Nothing has come yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
}

/** Bytes of a file, or of standard input for `-`. Errors: ReadError when it is too large; those of the system. */
export function readInput(file: string): Uint8Array {
  const bytes = (of: string): Uint8Array => {
    const { buffer, byteOffset, length } = readFileSync(of);
    return new Uint8Array(buffer, byteOffset, length);
  };
  if (file === '-') return piped();
  if (statSync(file).size > LARGEST) throw tooLarge();
  return bytes(file);
}

/** What the verbs of `suivi text` share: a file (and those after it), --json, --profile, --language, --out. */
export function textArgs(args: string[], more: Record<string, { type: 'string' | 'boolean' }> = {}) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      profile: { type: 'string' },
      language: { type: 'string' },
      out: { type: 'string' },
      ...more,
    },
  });
  const language = values['language'] === undefined ? undefined : languageOf('language', String(values['language']));
  const profile = values['profile'];
  if (profile !== undefined && !PROFILES.some((one) => one.id === profile))
    throw wrongCall('cli.takes', { option: 'profile', values: PROFILES.map((one) => one.id).join(', ') });
  const options: { profile?: string; language?: Language } = {};
  if (typeof values['profile'] === 'string') options.profile = values['profile'];
  if (language) options.language = language;
  return {
    values: values as Record<string, string | boolean | undefined>,
    file: positionals[0],
    rest: positionals.slice(1),
    options,
  };
}

const VIEWS: readonly View[] = ['before', 'after', 'marked'];

/** The same with --view, for verbs that show a text. */
export function viewArgs(args: string[], more: Record<string, { type: 'string' | 'boolean' }> = {}) {
  const { values, file, options } = textArgs(args, { view: { type: 'string' }, ...more });
  const view = VIEWS.find((one) => one === values['view']);
  if (values['view'] !== undefined && view === undefined)
    throw wrongCall('cli.takes', { option: 'view', values: VIEWS.join(', ') });
  return { values, file, options: { ...options, ...(view === undefined ? {} : { view }) } };
}

/** Runs a verb on its file: one that cannot be read becomes one line that names it, and exit code 1. */
export async function onFile(
  file: string | undefined,
  help: string,
  run: (bytes: Uint8Array, name: string) => Promise<number>,
  words: Words = english,
): Promise<number> {
  if (file === undefined) {
    process.stderr.write(help);
    return 2;
  }
  try {
    return await run(readInput(file), file === '-' ? '' : file);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return fail(`${file}: ${words.error(error)}${error.place ? ` (${error.place})` : ''}`, 1);
  }
}
