import type { Text } from '../model/text.ts';
import { findReferences } from '../references/index.ts';
import { itemsIn } from '../structure/items.ts';
import { hasChanges } from './changes.ts';
import { treeOf, type Side } from './tree.ts';

export { hasChanges } from './changes.ts';
export { isStanding, standingIn } from './standing.ts';

/** A text as it stands once all its changes are accepted: no mark is left. The same object where it has none. */
export const acceptText = (text: Text): Text => settle(text, 'accept');

/** A text as it stood before its changes: no mark is left. The same object where it has none. */
export const rejectText = (text: Text): Text => settle(text, 'reject');

function settle(text: Text, side: Side): Text {
  if (!hasChanges(text)) return text;
  const one: Text = { ...treeOf(text, side), repairs: [] };
  const references = [...itemsIn(one.groups)].flatMap(({ item }) =>
    findReferences(item.text, one.language).map((found) => ({ ...found, eId: item.eId })),
  );
  return { ...one, references };
}
