import { DEFAULT_LIMITS, type Limits } from '../docx/limits.ts';
import { Package, partBytes } from '../docx/package.ts';
import { elements } from '../docx/xml.ts';

/** Images of a Word file by the name of their part (`Image.part`), as stored, with their media type. Throws as `readDocx` does. */
export function readMedia(
  bytes: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Map<string, { type: string; bytes: Uint8Array }> {
  const file = new Package(bytes, limits);
  const types = file.tree('[Content_Types].xml');
  const byEnding = new Map<string, string>();
  for (const { attributes } of elements(types, 'ct:Default'))
    byEnding.set((attributes['Extension'] ?? '').toLowerCase(), attributes['ContentType'] ?? '');
  for (const { attributes } of elements(types, 'ct:Override'))
    byEnding.set((attributes['PartName'] ?? '').replace(/^\/+/, '').toLowerCase(), attributes['ContentType'] ?? '');
  const out = new Map<string, { type: string; bytes: Uint8Array }>();
  for (const { name } of file.entries.values()) {
    const key = name.toLowerCase();
    const type = byEnding.get(key) ?? byEnding.get(key.slice(key.lastIndexOf('.') + 1));
    const content = type?.startsWith('image/') ? partBytes(file, name) : undefined;
    if (type !== undefined && content) out.set(name, { type, bytes: content });
  }
  return out;
}
