/** Files by their content: bytes lie under their SHA-256, written once, never changed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../platform/config.ts';

export { turns } from './turns.ts';
export { withUpload, type Upload } from './upload.ts';
export { attachment, fileName, hasMacros, inPage, kindOf } from './kind.ts';
export { forPage, toSave, type Drawn } from './picture.ts';
export { partsOf, type Part } from './multipart.ts';

const folder = (): string => join(process.env['SUIVI_FILES'] ?? join(loadConfig().data, 'files'));
const pathOf = (sha256: string): string => join(folder(), sha256.slice(0, 2), sha256.slice(2));

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Keeps bytes; returns their hash. Written beside, synced, then put in place: a crash leaves a whole file or none. */
export async function putFile(bytes: Uint8Array): Promise<string> {
  const sha256 = sha256Of(bytes);
  const path = pathOf(sha256);
  if (await stat(path).catch(() => null)) return sha256;
  await mkdir(join(path, '..'), { recursive: true });
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = await open(beside, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(beside, path);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(beside, { force: true });
    throw error;
  }
  return sha256;
}

/** Bytes of a file by its hash. */
export const getFile = async (sha256: string): Promise<Uint8Array> => new Uint8Array(await readFile(pathOf(sha256)));
