import { commands as accounts } from '../../accounts/index.ts';
import type { Actor, Grant } from '../../platform/actor.ts';
import { execute } from '../../platform/command.ts';
import { makeWorld, sample, type World } from '../../testing/world.ts';
import { commands } from '../index.ts';

/** A draft on the table of a council in Geneva, its window open, and delegates who each speak for an organisation. */
export interface Hall {
  world: World;
  version: string;
  edition: string;
  slug: string;
  /** Ids of organisations by name, and a delegate of each. */
  organisations: Record<'Aland' | 'Boria' | 'Cumbra', string>;
  delegates: Record<'Aland' | 'Boria' | 'Cumbra', Actor>;
  /** Address and words of the paragraph that holds these words. */
  at(words: string): Promise<{ eid: string; plain: string }>;
  /** Proposes as the delegate of an organisation. */
  propose(who: 'Aland' | 'Boria' | 'Cumbra', input: Record<string, unknown>): Promise<{ id: string; number: number }>;
}

export const OPEN = { opens: '2025-02-01T09:00', closes: '2025-02-20T18:00' };

export async function makeHall(options: { window?: object; visibility?: 'body' | 'public' } = {}): Promise<Hall> {
  const world = await makeWorld();
  await world.db.db.pool.query(`update party set time_zone = 'Europe/Zurich' where id = $1`, [world.council]);
  const visibility = options.visibility ?? 'body';
  const { version, edition, text } = await world.bring(sample(), { visibility, version: '2025' });
  const { rows } = await world.db.db.pool.query<{ slug: string }>('select slug from text where id = $1', [text]);
  await execute(commands.setWindow, world.as(world.officer), { version, ...OPEN, ...options.window });
  const organisations = { Aland: '', Boria: '', Cumbra: '' };
  const delegates = {} as Hall['delegates'];
  const scope: Grant['scope'] = { kind: 'body', record: world.council };
  for (const name of ['Aland', 'Boria', 'Cumbra'] as const) {
    organisations[name] = (await execute(accounts.addOrganisation, world.as(world.officer), { name, lang: 'en' })).id;
    const person = await world.person(`delegate-${name}`, ['record.read-body', 'amendments.propose'], scope);
    delegates[name] = { ...person, organisations: [organisations[name]] };
  }
  const at: Hall['at'] = async (words) => {
    const { rows: found } = await world.db.db.pool.query<{ eid: string; plain: string }>(
      `select eid, plain from node where edition = $1 and kind = 'item' and plain like '%' || $2 || '%'`,
      [edition, words],
    );
    if (!found[0]) throw new Error(`no paragraph says ${words}`);
    return found[0];
  };
  return {
    world,
    version,
    edition,
    slug: rows[0]?.slug ?? '',
    organisations,
    delegates,
    at,
    propose: (who, input) =>
      execute(commands.propose, world.as(delegates[who]), { edition, organisation: organisations[who], ...input }),
  };
}
