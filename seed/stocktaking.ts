import { readFileSync } from 'node:fs';
import type { Language } from '@suivi/texts';
import { commands as accounts } from '../src/lib/server/accounts/index.ts';
import type { Actor } from '../src/lib/server/platform/actor.ts';
import { commands as bodies } from '../src/lib/server/bodies/index.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import type { Context } from '../src/lib/server/platform/context.ts';
import { commands as register } from '../src/lib/server/register/index.ts';
import { commands as stocktaking } from '../src/lib/server/stocktaking/index.ts';

interface DemoInitiative {
  by: string;
  lang: Language;
  draft: Record<string, unknown>;
}

/** Those who tell what they do, each in its own language and named in English and French too. Fictional. */
const HOUSES: Record<
  string,
  { kind: string; country: string; names: Partial<Record<Language, string>> & { en: string } }
> = {
  quays: {
    kind: 'civil-society',
    country: 'M49 686',
    names: { en: 'Association of Small Quays', fr: 'Association des petits quais' },
  },
  lighthouses: {
    kind: 'academia',
    country: 'M49 242',
    names: { en: 'College of Lighthouses', fr: 'Collège des phares' },
  },
  phares: {
    kind: 'government',
    country: 'M49 250',
    names: { en: 'Agency for Near Services', fr: 'Agence des services proches' },
  },
  mareas: {
    kind: 'civil-society',
    country: 'M49 604',
    names: { en: 'Tides Foundation', fr: 'Fondation Marées', es: 'Fundación Mareas' },
  },
  mayak: {
    kind: 'technical',
    country: 'M49 398',
    names: { en: 'Beacon Workshop', fr: 'Atelier Balise', ru: 'Мастерская «Маяк»' },
  },
  dengta: {
    kind: 'private',
    country: 'M49 156',
    names: { en: 'Lighthouse Cooperative', fr: 'Coopérative du Phare', zh: '灯塔合作社' },
  },
  manara: {
    kind: 'civil-society',
    country: 'M49 400',
    names: { en: 'Manara Network', fr: 'Réseau Manara', ar: 'شبكة منارة' },
  },
};

/**
 * A dozen initiatives in six languages, submitted by their organisations and published by a moderator; one stands as
 * evidence for an obligation, one was withdrawn.
 * @param by who speaks for the organisations
 * @param moderator who publishes, and speaks for none of them
 */
export async function tellInitiatives(
  database: Context['database'],
  ctx: (hours?: number) => Context,
  { by, moderator }: { by: Actor; moderator: Actor },
): Promise<void> {
  const told = JSON.parse(
    readFileSync(new URL('./demo/initiatives.json', import.meta.url), 'utf8'),
  ) as DemoInitiative[];
  const house = new Map<string, string>();
  for (const [code, { names }] of Object.entries(HOUSES)) {
    const { id } = await execute(
      accounts.addOrganisation,
      { ...ctx(0), actor: moderator },
      { code, name: names.en, lang: 'en' },
    );
    for (const [lang, name] of Object.entries(names))
      await execute(bodies.nameParty, { ...ctx(0), actor: moderator }, { party: id, lang, name, state: 'official' });
    house.set(code, id);
  }
  const submitter: Actor = { ...by, organisations: [...house.values()] };
  const as = (actor: Actor, lang: Language, hours = 0): Context => ({ ...ctx(hours), actor, lang });
  for (const [code, { kind, country }] of Object.entries(HOUSES))
    await execute(stocktaking.describe, as(submitter, 'en'), {
      organisation: house.get(code),
      kind,
      country,
      site: `https://example.org/${code}`,
    });
  const publish = async ({ by: code, lang, draft }: DemoInitiative): Promise<{ id: string; rev: number }> => {
    const organisation = house.get(code);
    const { id, rev } = await execute(stocktaking.start, as(submitter, lang, 1), { organisation, lang, draft });
    await execute(stocktaking.setContact, as(submitter, lang), {
      id,
      name: by.name ?? code,
      email: `${code}@example.org`,
    });
    const { seq } = await execute(stocktaking.submit, as(submitter, lang), { id, rev });
    const decided = await execute(stocktaking.decide, as(moderator, lang, 1), { id, seq, decision: 'publish' });
    return { id, rev: decided.rev };
  };
  const [first, ...rest] = told;
  const shown = first && (await publish(first));
  for (const one of rest) await publish(one);
  const gone =
    rest[0] && (await publish({ ...rest[0], draft: { ...rest[0].draft, title: 'Morning classes in mending nets' } }));
  if (gone)
    await execute(stocktaking.withdraw, as(submitter, 'en'), {
      ...gone,
      reason: 'Sent twice by mistake: the evening classes are the same thing.',
    });
  const due = await database.read
    .selectFrom('occurrence')
    .innerJoin('obligation', 'obligation.id', 'occurrence.obligation')
    .select('occurrence.id')
    .where('obligation.life', '=', 'active')
    .where('obligation.review', '=', 'confirmed')
    .orderBy('obligation.number')
    .orderBy('occurrence.key')
    .executeTakeFirst();
  if (due && shown)
    await execute(register.giveEvidence, as(moderator, 'en'), {
      target: due.id,
      record: shown.id,
      claim: 'What was asked for is done on these quays each night.',
    });
}
