import type { Outline } from '@suivi/texts';
import { outline, type OutlineOptions } from '@suivi/texts/outline';
import { sniff } from '@suivi/texts/read';

/** The texts of a file of any kind. In: its bytes, its name and what the caller knows better. Errors: ReadError. */
export async function readTexts(bytes: Uint8Array, options: OutlineOptions): Promise<Outline> {
  // Few files are XML: what knows Akoma Ntoso is loaded for those alone.
  const vocabularies = sniff(bytes, options.name) === 'xml' ? [(await import('@suivi/texts/akn')).akn] : [];
  return outline(bytes, { ...options, vocabularies });
}
