import { commands as accounts } from '../../accounts/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { execute } from '../../platform/command.ts';
import type { World } from '../../testing/world.ts';
import { decide } from '../moderate.ts';
import * as write from '../commands.ts';
import { MODERATE } from '../policy.ts';

/** What an initiative says when nothing else is wanted: complete, in our own words. */
export const complete = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Tide tables by telephone',
  description: 'Fishers of the northern quays ask by voice when the tide turns, in three languages of the coast.',
  kind: 'project',
  countries: ['M49 686'],
  level: 'national',
  starts: '2023-04',
  status: 'ongoing',
  serves: [
    { concept: 'C3', reason: 'Knowledge of the tides reaches those who cannot read.' },
    { concept: 'SDG 14', reason: 'Boats stay out of spawning grounds.' },
  ],
  licence: 'CC-BY-4.0',
  consent: true,
  ...more,
});

/** A registry with an organisation, someone who speaks for it, and a moderator of another house. */
export interface Registry {
  organisation: string;
  submitter: Actor;
  moderator: Actor;
  /** Begins one and fills it in. */
  begin(draft?: Record<string, unknown>): Promise<{ id: string; number: number; rev: number }>;
  /** Begins one and submits it. */
  submit(draft?: Record<string, unknown>): Promise<{ id: string; number: number; seq: number; rev: number }>;
  /** Begins, submits and publishes one. */
  publish(draft?: Record<string, unknown>): Promise<{ id: string; number: number; seq: number; rev: number }>;
}

/** Builds it in a world. */
export async function registryIn(world: World, name = 'Quay Masters'): Promise<Registry> {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const { id: organisation } = await execute(accounts.addOrganisation, world.as(world.officer), { name, lang: 'en' });
  const person = await world.person(`submitter-${slug}`, []);
  await world.db.db.pool.query('insert into membership (person, organisation, since) values ($1, $2, now())', [
    person.id,
    organisation,
  ]);
  const submitter: Actor = { ...person, organisations: [organisation] };
  const moderator = await world.person(`moderator-${slug}`, [MODERATE]);
  await execute(write.describe, world.as(submitter), { organisation, kind: 'civil-society', country: 'M49 686' });

  const begin: Registry['begin'] = async (draft = {}) => {
    const made = await execute(write.start, world.as(submitter), { organisation, lang: 'en', draft: complete(draft) });
    await execute(write.setContact, world.as(submitter), { id: made.id, name: 'Awa', email: 'awa@example.org' });
    return made;
  };
  const submit: Registry['submit'] = async (draft) => {
    const made = await begin(draft);
    return { ...made, ...(await execute(write.submit, world.as(submitter), { id: made.id, rev: made.rev })) };
  };
  const publish: Registry['publish'] = async (draft) => {
    const made = await submit(draft);
    const { rev } = await execute(decide, world.as(moderator), { id: made.id, seq: made.seq, decision: 'publish' });
    return { ...made, rev };
  };
  return { organisation, submitter, moderator, begin, submit, publish };
}
