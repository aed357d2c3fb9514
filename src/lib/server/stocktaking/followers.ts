import type { Follower } from '../platform/command.ts';
import * as did from './events.ts';
import { indexEntries } from './index-entry.ts';

/** Words in another language are found, and counted, from the moment that they are reviewed. */
const onTranslated: Follower<typeof did.translated.payload> = {
  kind: did.translated,
  events: [],
  handle: async (ctx, _payload, [entry]) => {
    if (entry !== undefined) await indexEntries(ctx, [entry]);
  },
};

export const followers = [onTranslated];
