import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = resolve(root, process.env['SUIVI_INPUTS'] ?? '../shared/inputs');

/** Whether the folder of real documents is there; tests on it are skipped, and say so, where it is not. */
export const hasInputs = existsSync(folder);

/** Absolute path of a real document. */
export const inputPath = (path: string): string => join(folder, path);

/** Bytes of a real document. */
export const inputBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(inputPath(path)));

/** Text of a real document. */
export const inputText = (path: string): string => readFileSync(inputPath(path), 'utf8');
