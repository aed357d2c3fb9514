import { database } from '../app.ts';
import type { Place, Someone } from './places.ts';

/** Folder of the pages that have a language in their address. */
export const ROUTES = new URL('../../../routes/[lang]/', import.meta.url).pathname;

/** What the doors change is taken back once the command is through, so that each try finds the same world. */
export function undoWrites(): () => void {
  const db = database().UNSAFE_write;
  const begin = db.transaction.bind(db);
  const undo = new Error('undo');
  db.transaction = () => {
    const builder = begin();
    const run = builder.execute.bind(builder);
    builder.execute = async (change) => {
      const done: { result?: Awaited<ReturnType<typeof change>> } = {};
      await run(async (trx) => {
        done.result = await change(trx);
        throw undo;
      }).catch((error: unknown) => {
        if (error !== undo) throw error;
      });
      return done.result as Awaited<ReturnType<typeof change>>;
    };
    return builder;
  };
  return () => (db.transaction = begin);
}

let address = 0;
/** What a door of the web is handed for a request of this person. */
export const eventFor = (who: Someone, path: string, params: Record<string, string>, init: RequestInit = {}) => {
  const url = new URL(`http://localhost${path}`);
  return {
    params,
    url,
    request: new Request(url, init),
    locals: { actor: who.actor, lang: 'en', half: null, account: who.actor.id ? { email: '', name: who.role } : null },
    // Each from an address of its own: what anyone may send is counted by address.
    getClientAddress: () => String(address++),
  };
};

/** Parameters of any page's address, from a place. */
export const paramsOf = (place: Place): Record<string, string> => ({
  lang: 'en',
  slug: place.slug,
  to: 'fr',
  piece: place.eid,
  version: '2024',
  number: String(place.number),
  code: place.code,
  id: place.intake,
  amendment: '1',
  file: place.amendmentFile,
  name: 'row-usual',
  token: 'nothing-known',
  record: place.obligation,
  scheme: 'sdg',
  concept: 'SDG 4',
  set: 'wsis-sdg',
  from: 'C1',
  with: 'SDG 1',
  step: 'what',
  roadmap: place.roadmapCode,
  task: '1',
  release: '1',
});

/** A person as a failing test names them. */
export const label = (who: Someone): string => `${who.role || 'anyone'}${who.everywhere ? ' everywhere' : ''}`;
