import { readFileSync } from 'node:fs';
import { commands as amendments } from '../src/lib/server/amendments/index.ts';
import { now } from '../src/lib/server/platform/clock.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import type { Context } from '../src/lib/server/platform/context.ts';
import { commands as translation } from '../src/lib/server/translation/index.ts';

/** Who proposes what on which paragraph (found by some of its words): two that agree, two that do not, one that stands alone. */
const PROPOSALS: readonly {
  by: string;
  at: string;
  kind: 'MOD' | 'ADD' | 'NOC';
  change: (words: string) => string;
  reasons: string;
}[] = [
  {
    by: 'member-states',
    at: 'full report on the activities',
    kind: 'MOD',
    change: (words) => words.replace('a full report', 'a short report'),
    reasons: 'Long reports are read by few.',
  },
  {
    by: 'sector-members',
    at: 'full report on the activities',
    kind: 'MOD',
    change: (words) => words.replace('a full report', 'a yearly report in figures'),
    reasons: 'Figures allow years to be compared.',
  },
  {
    by: 'regional-organizations',
    at: 'full report on the activities',
    kind: 'MOD',
    change: (words) => words.replace('to the Council', 'to the Council and to the regional organizations'),
    reasons: 'The regions carry much of the work.',
  },
  {
    by: 'regional-organizations',
    at: 'trust fund for bridges',
    kind: 'NOC',
    change: (words) => words,
    reasons: 'The fund works as it is.',
  },
  {
    by: 'sector-members',
    at: 'trust fund for bridges',
    kind: 'ADD',
    change: () => 'to publish each year who gave to the fund and what was built with it;',
    reasons: 'Those who give wish to see what became of it.',
  },
];

/**
 * The version now proposed is open to amendments, and some have come; the term base holds the words of the interface.
 * @param edition the English edition of that version
 */
export async function openAmendments(
  database: Context['database'],
  ctx: (hours?: number) => Context,
  of: { version: string; edition: string },
  party: ReadonlyMap<string, string>,
): Promise<void> {
  const day = (from: Date, days: number): string =>
    new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  await execute(amendments.setWindow, ctx(0), {
    version: of.version,
    opens: `${day(ctx(0).now, -2)}T09:00`,
    closes: `${day(now(), 30)}T18:00`,
    shown: 'public',
    order: 'Member States\nSector Members\nRegional organizations',
  });
  const paragraphs = await database.read
    .selectFrom('node')
    .select(['eid', 'plain'])
    .where('edition', '=', of.edition)
    .execute();
  for (const one of PROPOSALS) {
    const place = paragraphs.find(({ plain }) => plain.includes(one.at));
    if (!place) throw new Error(`no paragraph of the demonstration says "${one.at}"`);
    await execute(amendments.propose, ctx(0), {
      edition: of.edition,
      eid: place.eid,
      kind: one.kind,
      organisation: party.get(one.by),
      reasons: one.reasons,
      ...(one.kind === 'NOC' ? {} : { words: one.change(place.plain) }),
    });
  }
  const csv = readFileSync(new URL('../messages/terms.csv', import.meta.url), 'utf8');
  await execute(translation.takeTerms, ctx(0), { csv });
}
