import { freeAddress, slugOf } from '../structure/address.ts';

/** An address for something new, from its label where it has one. */
export function freshAddress(parent: string, kind: string, label: string | null, taken: Set<string>): string {
  const slug = slugOf(label ?? '');
  return freeAddress(`${parent}__${slug === '' ? 'add' : `${kind}_${slug}`}`, taken);
}
