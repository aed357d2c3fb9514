import { readSource } from '@suivi/texts/outline';
import { textToDocx } from '@suivi/texts/write/docx';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands, exportCsv, queries } from './index.ts';
import { makeHall, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeEach(async () => {
  await hall?.world.close();
  hall = await makeHall();
});
afterAll(() => hall.world.close());

const officer = () => hall.world.as(hall.world.officer);
const at = () => ({ slug: hall.slug, version: '2025' });
const table = () => ask(queries.table, officer(), at());
const words = async () => (await table()).rows.map((row) => row.runs.map((run) => run.text).join('')).join('\n');
const amendment = (number: number) => ask(queries.amendment, officer(), { ...at(), number });
const decide = (id: string, decision: 'accept' | 'reject', more: object = {}) =>
  execute(commands.decide, officer(), { id, decision, ...more });

describe('a compilation', () => {
  test('joins what is alike, combines what fits, and puts the rest in brackets in the order of the house', async () => {
    const { eid, plain } = await hall.at('state of the quays');
    await hall.propose('Aland', { eid, kind: 'MOD', words: plain.replace('state', 'sad state') });
    await hall.propose('Boria', { eid, kind: 'MOD', words: plain.replace('state', 'sad state') });
    await hall.propose('Cumbra', { eid, kind: 'MOD', words: plain.replace('quays', 'quays and piers') });
    const { eid: other, plain: roadmap } = await hall.at('roadmap');
    await hall.propose('Aland', { eid: other, kind: 'MOD', words: roadmap.replace('1 March', '1 June') });
    await hall.propose('Boria', { eid: other, kind: 'MOD', words: roadmap.replace('1 March', '1 July') });
    await execute(commands.setWindow, officer(), {
      version: hall.version,
      opens: '2025-02-01T09:00',
      closes: '2025-02-20T18:00',
      order: 'Boria\nAland',
    });
    const seen = await ask(queries.compilation, officer(), at());
    const of = (place: string) => seen.paragraphs.find((one) => one.eid === place);
    expect(of(eid)?.rows.map((row) => [row.by, row.outcome])).toEqual(
      expect.arrayContaining([['Cumbra', 'combined']]) as unknown,
    );
    expect(of(eid)?.place?.contested).toBe(false);
    const choice = of(other)?.place?.segments.find((one) => one.kind === 'choice');
    const [original, ...options] = choice?.kind === 'choice' ? choice.choice.options : [];
    expect(original?.original).toBe(true);
    expect(options.map((one) => one.by.map((each) => each.by))).toEqual([['Boria'], ['Aland']]);
    expect(of(other)?.rows.map((row) => row.outcome)).toEqual(['bracketed', 'bracketed']);
  });

  test('is a Word file with each proposal under its author’s name, and a table with author, support and status', async () => {
    const { eid, plain } = await hall.at('tides');
    const { id } = await hall.propose('Aland', { eid, kind: 'MOD', words: plain.replace('tides', 'tides and winds') });
    await hall.propose('Boria', { eid: (await hall.at('roadmap')).eid, kind: 'SUP', reasons: 'None needed.' });
    await execute(commands.support, hall.world.as(hall.delegates.Cumbra), {
      id,
      organisation: hall.organisations.Cumbra,
    });
    const { text } = await ask(queries.compiledText, officer(), at());
    const source = readSource(textToDocx(text, { changes: 'tracked' }), 'x.docx');
    const marks = source.blocks.flatMap((block) => block.runs.flatMap((run) => (run.mark ? [run.mark] : [])));
    expect(new Set(marks.map((mark) => mark.author))).toEqual(new Set(['Aland, Cumbra', 'Boria']));
    const { rows } = await ask(queries.exported, officer(), at());
    expect(rows).toMatchObject([
      { number: 1, act: 'MOD', by: 'Aland', supporters: ['Cumbra'], status: 'proposed', outcome: 'alone' },
      { number: 2, act: 'SUP', by: 'Boria', reasons: 'None needed.' },
    ]);
    expect(exportCsv(rows).split('\r\n')).toHaveLength(4);
    expect(exportCsv(rows)).toContain('Aland,Cumbra,');
  });
});

describe('a decision', () => {
  test('accepts: the words stand, the amendment says so, and the rest is carried onto the new text', async () => {
    const { eid, plain } = await hall.at('state of the quays');
    const one = await hall.propose('Aland', { eid, kind: 'MOD', words: plain.replace('state', 'sad state') });
    const two = await hall.propose('Boria', { eid, kind: 'MOD', words: plain.replace('quays', 'quays and piers') });
    await decide(one.id, 'accept', { reason: 'No objection.', seq: 0 });
    expect(await words()).toContain('sad state of the quays;');
    expect((await amendment(1)).one).toMatchObject({ state: 'accepted', stateReason: 'No objection.' });
    expect((await table()).steps).toMatchObject([{ seq: 1, act: 'accept', amendment: 1, reason: 'No objection.' }]);
    expect((await amendment(2)).one.state).toBe('proposed');
    await decide(two.id, 'accept');
    expect(await words()).toContain('sad state of the quays and piers;');
    await expect(decide(two.id, 'reject')).rejects.toMatchObject({ issues: [{ code: 'already-decided' }] });
  });

  test('accepts in part: what is not chosen stays open and can be accepted later', async () => {
    const { eid, plain } = await hall.at('state of the quays');
    const changed = plain.replace('state', 'sad state').replace('quays', 'quays and piers');
    const { id } = await hall.propose('Aland', { eid, kind: 'MOD', words: changed });
    const { changes } = await amendment(1);
    expect(changes[0]?.parts).toHaveLength(2);
    await decide(id, 'accept', { changes: '1.1#1' });
    expect(await words()).toContain('state of the quays and piers;');
    expect(await words()).not.toContain('sad');
    expect((await amendment(1)).one.state).toBe('partly-accepted');
    await decide(id, 'accept');
    expect(await words()).toContain('sad state of the quays and piers;');
    expect((await amendment(1)).one.state).toBe('accepted');
  });

  test('in part stays with an amendment that is then taken back and taken over', async () => {
    const { eid, plain } = await hall.at('state of the quays');
    const changed = plain.replace('state', 'sad state').replace('quays', 'quays and piers');
    const { id } = await hall.propose('Aland', { eid, kind: 'MOD', words: changed });
    await decide(id, 'accept', { changes: '1.1#1', reason: 'The piers are agreed.' });
    await execute(commands.withdraw, hall.world.as(hall.delegates.Aland), { id });
    const boria = { id, organisation: hall.organisations.Boria };
    await execute(commands.takeOver, hall.world.as(hall.delegates.Boria), boria);
    const { one, story } = await amendment(1);
    expect(one).toMatchObject({ state: 'partly-accepted', organisationName: 'Boria' });
    expect(story.find((each) => each.decision !== null)).toMatchObject({
      decision: 'partly-accepted',
      reason: 'The piers are agreed.',
    });
  });

  test('a second time in part tells its reason, though the amendment stands where it stood', async () => {
    const { eid, plain } = await hall.at('state of the quays');
    const changed = plain.replace('state', 'sad state').replace('quays', 'quays and piers').replace('report', 'note');
    const { id, number } = await hall.propose('Aland', { eid, kind: 'MOD', words: changed });
    await decide(id, 'accept', { changes: `${number}.1#2`, reason: 'The piers are agreed.' });
    await decide(id, 'accept', { changes: `${number}.1#0`, reason: 'A note will do.' });
    const { one, story } = await amendment(number);
    expect(one.state).toBe('partly-accepted');
    expect(
      story.flatMap(({ reason, decision, step }) => (reason === null ? [] : [{ reason, decision, step }])),
    ).toEqual([
      { reason: 'A note will do.', decision: null, step: { act: 'accept-part', number } },
      { reason: 'The piers are agreed.', decision: 'partly-accepted', step: null },
    ]);
  });

  test('rejects: the text stays, the reason is kept', async () => {
    const before = await words();
    const { id } = await hall.propose('Aland', { eid: (await hall.at('tides')).eid, kind: 'SUP' });
    await decide(id, 'reject', { reason: 'Voted down.' });
    expect(await words()).toBe(before);
    expect((await amendment(1)).one).toMatchObject({ state: 'rejected', stateReason: 'Voted down.' });
  });

  test('on an older text, on unknown changes or by whom it is not for is refused', async () => {
    const { id } = await hall.propose('Aland', { eid: (await hall.at('tides')).eid, kind: 'SUP' });
    await expect(decide(id, 'accept', { seq: 3 })).rejects.toMatchObject({ status: 409 });
    await expect(decide(id, 'accept', { changes: ['9.9'] })).rejects.toMatchObject({ issues: [{ path: 'changes' }] });
    const { eid, plain } = await hall.at('tides');
    const windy = plain.replace('tides', 'tides and winds');
    const other = await hall.propose('Boria', { eid, kind: 'MOD', words: windy });
    const none = `${other.number}.1#9`;
    await expect(decide(other.id, 'accept', { changes: [none] })).rejects.toMatchObject({
      issues: [{ path: 'changes' }],
    });
    await expect(
      execute(commands.decide, hall.world.as(hall.delegates.Aland), { id, decision: 'accept' }),
    ).rejects.toMatchObject({ status: 403 });
  });

  test('on an amendment to an amendment changes the words of that one', async () => {
    const { eid, plain } = await hall.at('tides');
    const parent = await hall.propose('Aland', { eid, kind: 'MOD', words: plain.replace('tides', 'tides and winds') });
    const sub = await hall.propose('Boria', {
      eid,
      kind: 'MOD',
      words: plain.replace('tides', 'tides, winds and rain'),
      amends: parent.id,
    });
    await decide(sub.id, 'accept', { reason: 'The rain too.' });
    expect(await words()).not.toContain('winds');
    expect((await amendment(sub.number)).story).toMatchObject([
      { kind: 'amendment.stepped', step: null },
      { decision: 'accepted', reason: 'The rain too.' },
      { kind: 'amendment.proposed' },
    ]);
    await decide(parent.id, 'accept');
    expect(await words()).toContain('tides, winds and rain');
  });
});

describe('brackets', () => {
  test('are opened around words, lifted and dropped, each a step', async () => {
    const { eid } = await hall.at('lighthouses');
    const open = (some: string) => execute(commands.open, officer(), { edition: hall.edition, eid, words: some });
    await open('by 1 March 2025');
    expect(await words()).toContain('[by 1 March 2025]');
    await expect(open('by 1 April')).rejects.toMatchObject({ issues: [{ path: 'words', code: 'words-not-found' }] });
    // Which of the places is meant is asked, with what stands around each; nothing is put in brackets meanwhile.
    const seq = (await table()).seq;
    const two = (occurrence?: unknown) =>
      execute(commands.open, officer(), { edition: hall.edition, eid: twice, words: 'the', occurrence });
    const { eid: twice } = await hall.at('state of the quays');
    await expect(two()).rejects.toMatchObject({
      issues: [{ path: 'occurrence', code: 'words-several', values: { n: 3 } }],
    });
    await expect(two()).rejects.toMatchObject({
      issues: [
        {
          values: {
            places: expect.stringMatching(/^\(1\) to submit to \[the\] Council .*\(2\) .* \[the\] state/) as unknown,
          },
        },
      ],
    });
    await expect(two('4')).rejects.toMatchObject({ issues: [{ path: 'occurrence', code: 'words-several' }] });
    expect((await table()).seq).toBe(seq);
    await two('2');
    expect(await words()).toContain('on [the] state of the quays');
    const drop = (await table()).brackets.find((each) => each.words === 'the');
    await execute(commands.bracket, officer(), { edition: hall.edition, bracket: drop?.id, do: 'lift' });
    const [one] = (await table()).brackets;
    const settle = (act: string, bracket = one?.id) =>
      execute(commands.bracket, officer(), { edition: hall.edition, bracket, do: act });
    await settle('lift');
    expect(await words()).not.toContain('[');
    await open('for the lighthouses');
    await settle('drop', (await table()).brackets[0]?.id);
    expect(await words()).not.toContain('for the lighthouses');
    await expect(settle('lift')).rejects.toMatchObject({ issues: [{ path: 'bracket', code: 'no-such-bracket' }] });
    expect((await table()).steps.map((step) => step.act)).toEqual(['drop', 'open', 'lift', 'lift', 'open', 'open']);
  });

  test('hold what conflicts once all is put into the text; one wording is chosen, and its amendment is for the record', async () => {
    const { eid, plain } = await hall.at('lighthouses');
    const june = await hall.propose('Aland', { eid, kind: 'MOD', words: plain.replace('March', 'June') });
    await hall.propose('Boria', { eid, kind: 'MOD', words: plain.replace('March', 'July') });
    await execute(commands.put, officer(), { edition: hall.edition });
    const seen = await table();
    expect(seen.waiting).toBe(0);
    // They are still to be decided, and whoever reads of them is told that they stand in the text.
    const told = async () =>
      (await ask(queries.list, officer(), {})).amendments
        .map(({ number, state, shown }) => [number, state, shown])
        .sort();
    expect(await told()).toEqual([
      [1, 'proposed', 'in-text'],
      [2, 'proposed', 'in-text'],
    ]);
    await hall.propose('Cumbra', { eid: (await hall.at('tides')).eid, kind: 'NOC' });
    expect((await told()).at(-1)).toEqual([3, 'proposed', 'proposed']);
    const brackets = seen.brackets.filter((one) => one.alternatives.length > 1);
    expect(brackets.map((one) => one.by)).toEqual([[], ['Aland'], ['Boria']]);
    await execute(commands.bracket, officer(), { edition: hall.edition, bracket: brackets[1]?.id, do: 'choose' });
    expect(await words()).toContain('by 1 June 2025');
    expect((await table()).brackets).toEqual([]);
    await decide(june.id, 'accept', { reason: 'Agreed.' });
    expect((await amendment(1)).one).toMatchObject({ state: 'accepted', stateReason: 'Agreed.' });
    expect((await amendment(2)).one.state).toBe('proposed');
  });
});
