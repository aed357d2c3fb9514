/** An address for something new, from its label where it has one. */
export function freshAddress(parent: string, kind: string, label: string | null, taken: Set<string>): string {
  const slug = (label ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const wanted = `${parent}__${slug === '' ? 'add' : `${kind}_${slug}`}`;
  let eId = wanted;
  for (let n = 2; taken.has(eId); n++) eId = `${wanted}-${n}`;
  taken.add(eId);
  return eId;
}
