import { globSync } from 'node:fs';
import { isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as files from '../../routes/files/[document]/+server.ts';
import { closeDatabase } from './app.ts';
import { covers } from './platform/actor.ts';
import { asExpected } from './platform/errors.ts';
import { eventFor, label, paramsOf, ROUTES, undoWrites } from './testing/doors.ts';
import { makePlaces, reads, told, type Place, type Places, type Someone } from './testing/places.ts';

// Each page × role × record: who may read it does, who may not is told the right status, and no page tells a word of what
// its reader may not see.

interface Page {
  /** `anyone`, `signed-in`, or the permission that its query asks for. */
  needs: string;
  /** What it is about: everything that its reader may see, one record, a suggestion, or what another brought in. */
  about?: 'record' | 'suggestion' | 'author' | 'installation' | 'nothing';
  search?: (place: Place, all: Places) => string;
  /** Of its address, where they are not those of the place. */
  params?: Record<string, string>;
}
const anyone: Page = { needs: 'anyone' };
const record: Page = { needs: 'anyone', about: 'record' };
const draft: Page = { ...record, params: { version: '2025' } };

/** An initiative that is public; stocktaking/page.test.ts tries the others. */
const initiative: Page = { needs: 'anyone', about: 'nothing', params: { number: '999999' } };

/** Every page below `[lang]`, and every file that is not only another drawing of one (Word, PDF). */
const PAGES: Readonly<Record<string, Page>> = {
  '+page': anyone,
  '[...rest]/+page': { needs: 'anyone', about: 'nothing' },
  '+layout': anyone,
  'account/+page': { needs: 'signed-in' },
  // They only answer what a device signed (e2e/account.spec.ts).
  'account/passkey/+server': anyone,
  'sign-in/passkey/+server': anyone,
  'account/reminders/+page': { needs: 'signed-in' },
  'account/security/+page': { needs: 'signed-in' },
  'accounts/+page': { needs: 'accounts.manage', about: 'installation' },
  'addressees/[code]/+page': anyone,
  'amendments/+page': anyone,
  'api/+page': anyone,
  'bodies/+page': anyone,
  'bodies/[code]/+page': anyone,
  'calendar/+page': { ...anyone, search: () => '?year=2025' },
  'calendar.ics/+server': anyone,
  'changes.atom/+server': anyone,
  'check/+page': { needs: 'signed-in' },
  'compare/+page': { ...record, search: ({ edition }) => `?left=${edition}&right=${edition}` },
  'dashboard/+page': { ...anyone, search: () => '?body=council' },
  'design/+page': anyone,
  'design/[name]/+page': anyone,
  'desk/+page': { needs: 'signed-in' },
  'documents/+page': anyone,
  'documents/[slug]/+page': record,
  'frameworks/+page': anyone,
  'frameworks/[scheme]/+page': anyone,
  'frameworks/[scheme]/[concept]/+page': anyone,
  'frameworks/[scheme]/scheme.csv/+server': anyone,
  'frameworks/[scheme]/scheme.jsonld/+server': anyone,
  'handover/+page': { needs: 'register.edit' },
  'import/+page': { needs: 'texts.import' },
  'import/[id]/+page': { needs: 'texts.import', about: 'author' },
  'log/+page': anyone,
  'log.csv/+server': anyone,
  'matrix/[set]/+page': anyone,
  'matrix/[set]/[from]/[with]/+page': anyone,
  'matrix/[set]/matrix.csv/+server': anyone,
  'matrix/[set]/matrix.jsonld/+server': anyone,
  'matrix/[set]/matrix.svg/+server': anyone,
  'organisations/[id]/+page': { needs: 'accounts.members', about: 'nothing' },
  'outbox/+page': { needs: 'mail.manage', about: 'installation' },
  'permissions/+page': anyone,
  'register/+page': { ...anyone, search: ({ word }) => `?q=${word}&state=active` },
  'register/[number]/+page': record,
  'register.csv/+server': anyone,
  'register.json/+server': anyone,
  'remarks/+page': { needs: 'register.remarks' },
  'review/+page': {
    needs: 'register.review',
    about: 'suggestion',
    search: ({ suggested: [item] }) => `?item=${item}`,
  },
  'roadmaps/+page': anyone,
  'roadmaps/new/+page': { needs: 'roadmaps.plan' },
  'roadmaps/[roadmap]/+page': record,
  'roadmaps/[roadmap]/edit/+page': { ...record, needs: 'roadmaps.plan' },
  'roadmaps/[roadmap]/releases/[release]/+page': record,
  'roadmaps/[roadmap]/tasks/[task]/+page': record,
  'roadmaps/[roadmap]/tasks/[task]/edit/+page': { ...record, needs: 'roadmaps.plan' },
  'roadmaps/[roadmap]/tasks/new/+page': { ...record, needs: 'roadmaps.plan' },
  'roadmaps/[roadmap]/tasks.csv/+server': record,
  'roadmaps/[roadmap]/tasks.json/+server': record,
  'sign-in/+page': anyone,
  'sign-in/code/+page': anyone,
  'sign-out/+page': anyone,
  'sign-up/+page': anyone,
  'tags/[record]/+page': record,
  'stocktaking/confirm/[token]/+page': {
    needs: 'anyone',
    about: 'nothing',
    params: { token: 'a-token-that-no-letter-ever-bore' },
  },
  'stocktaking/[number]/translate/[to]/+page': { needs: 'signed-in', about: 'nothing', params: { number: '99999' } },
  'stocktaking/translations/+page': { needs: 'signed-in' },
  'stocktaking/policy/+page': anyone,
  'stocktaking/queue/+page': { needs: 'stocktaking.moderate', about: 'installation' },
  // What it shows is no place's: the second initiative waits for moderators.
  'stocktaking/queue/[number]/+page': {
    needs: 'stocktaking.moderate',
    about: 'installation',
    params: { number: '2' },
  },
  'stocktaking/+page': anyone,
  'stocktaking/[number]/+page': initiative,
  'stocktaking/[number]/cite.bib/+server': initiative,
  'stocktaking/[number]/cite.ris/+server': initiative,
  'stocktaking/[number]/embed/+server': initiative,
  'stocktaking/[number]/entry.jsonld/+server': initiative,
  'stocktaking/changes.atom/+server': anyone,
  'stocktaking/countries/[code]/+page': { ...anyone, params: { code: '686' } },
  'stocktaking/embed/+server': anyone,
  'stocktaking/entries.csv/+server': anyone,
  'stocktaking/entries.json/+server': anyone,
  'stocktaking/entries.jsonld/+server': anyone,
  // The address names no organisation of the registry.
  'stocktaking/organisations/[id]/+page': { needs: 'anyone', about: 'nothing' },
  'stocktaking/organisations/+page': { needs: 'stocktaking.manage', about: 'installation' },
  'stocktaking/organisations/merge/+page': {
    needs: 'stocktaking.manage',
    about: 'installation',
    search: (_place, { organisation, ally }) => `?from=${ally}&into=${organisation}`,
  },
  'stocktaking/overview/+page': anyone,
  'stocktaking/overview/[plot].csv/+server': { ...anyone, params: { plot: 'line' } },
  'stocktaking/overview/[plot].svg/+server': { ...anyone, params: { plot: 'goal' } },
  'stocktaking/overview/map.csv/+server': anyone,
  'stocktaking/overview/map.svg/+server': anyone,
  'stocktaking/reports/+page': anyone,
  'stocktaking/reports/[year]/+page': { ...anyone, params: { year: '2025' } },
  'stocktaking/searches/+page': { needs: 'signed-in' },
  'stocktaking/searches/stop/[id]/+page': anyone,
  'stocktaking/import/+page': { needs: 'signed-in' },
  // It only answers a file that is sent (stocktaking/import/import.test.ts).
  'stocktaking/import/report.csv/+server': anyone,
  'stocktaking/import/template.csv/+server': anyone,
  'stocktaking/mine/+page': { needs: 'signed-in' },
  'stocktaking/new/+page': { needs: 'signed-in' },
  // The number of a place's obligation is no initiative of theirs (stocktaking/submitting.test.ts tries them).
  'stocktaking/[number]/edit/[step]/+page': { needs: 'signed-in', about: 'nothing', params: { number: '99999' } },
  'stocktaking/[number]/edit/preview/+page': { needs: 'signed-in', about: 'nothing', params: { number: '99999' } },
  'texts/+page': anyone,
  'texts/[slug]/+page': record,
  'texts/[slug]/[version]/+page': record,
  'texts/[slug]/[version]/amend/+page': { ...draft, search: ({ nextEid }) => `?at=${nextEid}` },
  'texts/[slug]/[version]/amend/word/+page': draft,
  'texts/[slug]/[version]/amend/word/[file]/+page': { ...draft, needs: 'amendments.propose', about: 'author' },
  'texts/[slug]/[version]/amendments/+page': { ...draft, search: () => '?whole' },
  'texts/[slug]/[version]/amendments/[amendment]/+page': draft,
  'texts/[slug]/[version]/amendments.csv/+server': draft,
  'texts/[slug]/[version]/amendments.json/+server': draft,
  // Places hold no report (register/report-lines.test.ts does).
  'texts/[slug]/[version]/evidence/+page': { needs: 'anyone', about: 'nothing' },
  'texts/[slug]/[version]/past/+page': { ...draft, search: ({ nextEid }) => `?at=${nextEid}` },
  'texts/[slug]/[version]/table/+page': draft,
  'texts/[slug]/[version]/text.json/+server': record,
  'texts/[slug]/[version]/text.md/+server': record,
  'texts/[slug]/[version]/text.xml/+server': record,
  'translation/+page': { needs: 'texts.translate' },
  'translation/terms/+page': anyone,
  'translation/terms.csv/+server': anyone,
  'translation/[to]/+page': { needs: 'texts.translate' },
  'translation/[to]/[slug]/[version]/+page': { needs: 'texts.translate', about: 'record' },
  'translation/[to]/[slug]/[version]/[piece]/+page': { needs: 'texts.translate', about: 'record' },
  'translation/[to]/[slug]/[version]/memory.tmx/+server': record,
  'translation/[to]/[slug]/[version]/work.xlf/+server': { needs: 'texts.translate', about: 'record' },
  'welcome/[token]/+page': anyone,
};
/** Other drawings of a page, and a stream of its changes (amendments/table.test.ts). */
const DRAWN = /\.(?:docx|pdf|\[format\])\/|\/live\//;

let all: Places;
let restore: () => void;
beforeAll(async () => {
  all = await makePlaces();
  process.env['DATABASE_URL'] = all.world.db.url;
  restore = undoWrites();
});
afterAll(async () => {
  restore();
  await closeDatabase();
  await all.world.close();
});

function expected({ needs, about }: Page, who: Someone, place: Place): number {
  if (needs !== 'anyone') {
    if (who.actor.kind === 'anonymous') return 401;
    if (needs !== 'signed-in' && !who.permissions.some((one) => covers(one, needs))) return 403;
  }
  if (about === 'installation') return who.everywhere ? 200 : 403;
  // The address names no organisation.
  if (about === 'nothing') return 404;
  if (about === 'author') return who.everywhere ? 200 : 404;
  if (about === undefined) return 200;
  return reads(who, about === 'suggestion' ? { ...place, shown: 'draft' } : place) ? 200 : 404;
}

/** Status and all that a load or a handler gives; where it leads, for a redirect. */
async function answerOf(run: () => unknown): Promise<[number, string]> {
  try {
    const answer = await run();
    return answer instanceof Response ? [answer.status, await answer.text()] : [200, JSON.stringify(answer) ?? ''];
  } catch (error) {
    if (isRedirect(error)) return [200, error.location];
    return [asExpected(error)?.status ?? 500, ''];
  }
}

type Load = (event: unknown) => unknown;

test('each page has its line', () => {
  const found = globSync('**/+{page,layout}.server.ts', { cwd: ROUTES })
    .map((file) => file.replace('.server.ts', ''))
    .concat(globSync('**/+server.ts', { cwd: ROUTES }).map((file) => file.replace('.ts', '')))
    .filter((file) => !DRAWN.test(file));
  expect(Object.keys(PAGES).sort()).toEqual(found.sort());
});

test('each page × role × record answers as the policies say, and tells no word of what its reader may not see', async () => {
  const wrong: string[] = [];
  let tried = 0;
  for (const [name, page] of Object.entries(PAGES)) {
    const file = name.endsWith('+server') ? `${name}.ts` : `${name}.server.ts`;
    const module = (await import(ROUTES + file)) as { load?: Load; GET?: Load };
    const handler = module.load ?? module.GET;
    for (const place of all.places)
      for (const who of all.people) {
        const search = page.search?.(place, all) ?? '';
        const path = `/en/${name.replace(/\/?\+\w+$/, '')}${search}`;
        const [status, answer] = await answerOf(() =>
          handler?.(eventFor(who, path, { ...paramsOf(place), ...page.params })),
        );
        tried++;
        const wanted = expected(page, who, place);
        const at = `${name}, ${label(who)}, ${place.name}`;
        if (status !== wanted) wrong.push(`${at}: ${status}, not ${wanted}`);
        // What was asked for may be told back.
        const leaked = told(all, answer.replaceAll(`"q":"${place.word}"`, ''), who);
        if (leaked.length > 0) wrong.push(`${at} tells ${leaked.join(', ')}`);
      }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(1_000);
});

test('the file of a text is for who may read the text; the original for who may fetch it there', async () => {
  const wrong: string[] = [];
  for (const place of all.places)
    for (const who of all.people)
      for (const original of [false, true]) {
        const event = eventFor(who, `/files/${place.document}${original ? '?original' : ''}`, {
          document: place.document,
        });
        const [status, answer] = await answerOf(() => files.GET(event as unknown as Parameters<typeof files.GET>[0]));
        const role = who.permissions.some((one) => covers(one, 'texts.original'));
        const read = reads(who, place) ? 200 : 404;
        const within = who.everywhere || place.code === 'council';
        const wanted = !original ? read : !role ? 403 : read === 200 && !within ? 403 : read;
        const at = `${label(who)}, ${place.name}${original ? ', original' : ''}`;
        if (status !== wanted) wrong.push(`${at}: ${status}, not ${wanted}`);
        if (told(all, answer, who).length > 0) wrong.push(`${at} tells`);
      }
  expect(wrong).toEqual([]);
});
