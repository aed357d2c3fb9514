import type { Actor } from '../../platform/actor.ts';
import { makeWorld, ORDERS, sample, type World } from '../../testing/world.ts';

/** Resolution 500 in French. */
export const FRENCH = [
  'RESOLUTION 500 (2024)',
  'Suite donnée au programme des ports',
  'Le Conseil,',
  'rappelant',
  'a)\tl’accord fondateur des villes portuaires;',
  'b)\tqu’il faut garder chaque quai ouvert à tous,',
  'charge le Secrétaire général',
  '1\tde soumettre au Conseil chaque année un rapport sur l’état des quais;',
  '2\tde publier au plus tard le 1er mars 2025 une feuille de route pour les phares;',
  '3\tde convoquer une consultation sur les marées à sa session de 2025,',
  'invite les États Membres',
  '1\tà fournir des lanternes au magasin commun.',
  '',
].join('\n');
/** What it orders in its second version. */
export const CHANGED = [ORDERS[0] ?? '', 'to publish by 1 March 2026 a roadmap for the lighthouses;', ORDERS[2] ?? ''];

export interface Ports {
  world: World;
  first: { text: string; version: string; edition: string };
  second: { version: string; edition: string };
  /** Translates into French. */
  french: Actor;
  /** Translates and revises in all languages. */
  reviser: Actor;
}

/** Resolution 500 of 2024 in English and French, and its draft of 2025, which French lacks; who translates and who revises. */
export async function ports(): Promise<Ports> {
  const world = await makeWorld();
  const first = await world.bring(sample());
  await world.bring(FRENCH, { lang: 'fr' });
  const second = await world.bring(
    sample({ orders: CHANGED, invites: ['to contribute lanterns.', 'to sweep 12 quays.'] }),
    { version: '2025', visibility: 'draft' },
  );
  const language = { kind: 'language', value: 'fr' } as const;
  const french = await world.person('french', ['record.read-all', 'texts.translate'], language);
  const reviser = await world.person('reviser', ['record.read-all', 'texts.translate', 'texts.revise']);
  return { world, first, second, french, reviser };
}
