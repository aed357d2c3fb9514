import type { Language } from '@suivi/texts';
import type { Actor } from '../platform/actor.ts';
import type { Read } from '../platform/db.ts';
import { visibleTo } from '../platform/visibility.ts';

/** How an edition stands beside the one whose words count. */
export interface Standing {
  /** Language of the edition that it is measured by; null where it is that edition, or the only one. */
  reference: Language | null;
  /** Addresses of paragraphs whose source changed since the version before, while these words did not. */
  outdated: string[];
  /** Paragraphs of the reference that this language lacks. */
  missing: { eid: string; label: string | null; plain: string }[];
}

/** A paragraph of one edition of this version or of the one before. */
export interface Paragraph {
  edition: string;
  lang: string;
  current: boolean;
  provision: string | null;
  eid: string;
  label: string | null;
  plain: string;
  hash: string;
}

const NONE: Standing = { reference: null, outdated: [], missing: [] };

/**
 * The edition whose words count: the authentic one, else an official one (English first, being the language in which most
 * are drafted), else none.
 */
export const referenceOf = <T extends { lang: string; authority: string }>(editions: readonly T[]): T | undefined =>
  ['authentic', 'official']
    .flatMap((authority) => editions.filter((one) => one.authority === authority))
    .sort(
      (a, b) =>
        Number(b.authority === 'authentic') - Number(a.authority === 'authentic') ||
        Number(b.lang === 'en') - Number(a.lang === 'en'),
    )[0];

/** The standing of an edition beside the one whose words count, derived and never stored. */
export function standingOf(
  lang: string,
  editions: readonly { lang: string; authority: string }[],
  paragraphs: readonly Paragraph[],
): Standing {
  const reference = referenceOf(editions);
  if (!reference || reference.lang === lang) return NONE;
  const of = (language: string, current: boolean): Map<string, Paragraph> =>
    new Map(
      paragraphs
        .filter((one) => one.lang === language && one.current === current && one.provision !== null)
        .map((one) => [one.provision ?? '', one]),
    );
  const [mine, source] = [of(lang, true), of(reference.lang, true)];
  const [mineBefore, sourceBefore] = [of(lang, false), of(reference.lang, false)];
  const outdated = [...mine.values()].filter((one) => {
    const key = one.provision ?? '';
    const before = sourceBefore.get(key);
    const now = source.get(key);
    return before && now && before.hash !== now.hash && mineBefore.get(key)?.hash === one.hash;
  });
  return {
    reference: reference.lang as Language,
    outdated: outdated.map((one) => one.eid),
    missing: [...source.values()]
      .filter((one) => !mine.has(one.provision ?? ''))
      .map(({ eid, label, plain }) => ({ eid, label, plain })),
  };
}

/** What `standingOf` looks at: the paragraphs of both versions, in the languages concerned, that the reader may see. */
export async function paragraphsOf(
  db: Read,
  actor: Actor,
  version: string,
  before: string | null,
): Promise<Paragraph[]> {
  const rows = await db
    .selectFrom('node')
    .innerJoin('edition', 'edition.id', 'node.edition')
    .innerJoin('record', 'record.id', 'edition.id')
    .innerJoin('record as vr', 'vr.id', 'edition.version')
    .select([
      'node.edition',
      'edition.lang',
      'edition.version',
      'node.provision',
      'node.eid',
      'node.label',
      'node.plain',
      'node.hash',
    ])
    .where('edition.version', 'in', before === null ? [version] : [version, before])
    .where('node.state', '<>', 'deleted')
    .where('node.plain', '<>', '')
    .where(visibleTo(actor))
    .where(visibleTo(actor, 'vr'))
    .orderBy('node.ord')
    .execute();
  return rows.map(({ version: of, ...row }) => ({ ...row, current: of === version }));
}

/**
 * Where older addresses of a text's paragraphs lead now: for each address of this edition, those that the same paragraph
 * had in other versions and that nothing else here has. The page puts them beside it, so that an old link still arrives.
 */
export async function formerAddresses(
  db: Read,
  text: string,
  nodes: readonly { eid: string; provision: string | null }[],
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('node')
    .innerJoin('provision', 'provision.id', 'node.provision')
    .select(['node.provision', 'node.eid'])
    .distinct()
    .where('provision.text', '=', text)
    .orderBy('node.provision')
    .orderBy('node.eid')
    .execute();
  const taken = new Set(nodes.map((one) => one.eid));
  // An address that a paragraph of another version bore leads nowhere here: only those of paragraphs that stand here count.
  const here = new Set(nodes.map((one) => one.provision));
  const byProvision = new Map<string, string[]>();
  for (const row of rows)
    if (row.provision && here.has(row.provision) && !taken.has(row.eid)) {
      byProvision.set(row.provision, [...(byProvision.get(row.provision) ?? []), row.eid]);
      taken.add(row.eid);
    }
  return new Map(
    nodes.flatMap((one) => {
      const former = one.provision === null ? undefined : byProvision.get(one.provision);
      return former ? [[one.eid, former]] : [];
    }),
  );
}
