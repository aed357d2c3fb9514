import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Change, Group, Item, Text } from '../../src/index.ts';
import { compare, redline, redlinePage, redlineToHtml } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { acceptedText, rejectedText } from '../../src/read/docx/index.ts';

const partOf = (bytes: Uint8Array, name: string): Uint8Array => unzipSync(bytes)[name] ?? new Uint8Array();

const HEAD = 'Resolution 7\nOn sample matters\nThe General Assembly,\nRecalling its earlier resolutions on samples,\n';
const read = (...lines: string[]): Text => {
  const [text] = outline(new TextEncoder().encode(`${HEAD}${lines.join('\n')}\n`), { name: 'a.txt' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const kinds = (old: Text, next: Text): string[] => compare(old, next).changes.map((change) => shown(change));
const label = (place: { label: string | null }): string => place.label ?? '·';
function shown(change: Change): string {
  switch (change.kind) {
    case 'inserted':
      return `inserted ${label(change.next)}`;
    case 'deleted':
      return `deleted ${label(change.old)}`;
    case 'split':
      return `split ${label(change.old)} → ${change.next.map(label).join(', ')}`;
    case 'joined':
      return `joined ${change.old.map(label).join(', ')} → ${label(change.next)}`;
    case 'changed':
    case 'formatted':
    case 'renumbered':
    case 'moved':
    case 'resized':
      return `${change.kind} ${label(change.old)} → ${label(change.next)}`;
  }
}

const A = 'Requests the secretariat to prepare an annual overview of connectivity in rural schools;';
const B = 'Invites all members to share good practices on digital skills for older persons;';
const C = 'Encourages regional offices to organize workshops about spectrum and satellite services;';
const D = 'Decides to consider this question again at the next ordinary session in two years;';

describe('what changed', () => {
  it('is a new number, not a new text, where only the number changed', () => {
    expect(kinds(read(`1\t${A}`, `2\t${B}`), read(`1\t${A}`, `2\t${D}`, `3\t${B}`))).toEqual([
      'inserted 2',
      'renumbered 2 → 3',
    ]);
  });

  it('is a move where a paragraph stands elsewhere', () => {
    const changes = kinds(
      read(`1\t${A}`, `2\t${B}`, `3\t${C}`, `4\t${D}`),
      read(`1\t${D}`, `2\t${A}`, `3\t${B}`, `4\t${C}`),
    );
    expect(changes).toContain('moved 4 → 1');
    expect(changes.filter((one) => /inserted|deleted/.test(one))).toEqual([]);
  });

  it('is another paragraph, not a changed one, where all words are others', () => {
    const changes = kinds(read(`1\t${A}`, `2\t${B}`), read(`1\t${A}`, `2\t${C}`));
    expect(changes).toEqual(['deleted 2', 'inserted 2']);
  });

  it('is a split and a join where a paragraph became two, and two became one', () => {
    const [first, second] = [
      'Requests the secretariat to prepare an annual overview of connectivity in rural schools',
      'and to publish its findings together with the figures that members have reported on affordability;',
    ];
    const whole = read(`1\t${first} ${second}`, `2\t${B}`);
    const parts = read(`1\t${first};`, `2\t${second}`, `3\t${B}`);
    expect(kinds(whole, parts)).toContain('split 1 → 1, 2');
    expect(kinds(parts, whole)).toContain('joined 1, 2 → 1');
  });

  it('follows the permanent id of a paragraph through a rewriting', () => {
    const [old, next] = [read(`1\t${A}`, `2\t${B}`), read(`1\t${A}`, `2\t${C}`)];
    const withId = (text: Text): Text => ({
      ...text,
      groups: text.groups.map((group) => ({
        ...group,
        items: group.items.map((item) => (item.label === '2' ? { ...item, wId: 'p-42' } : item)),
      })),
    });
    expect(kinds(withId(old), withId(next))).toEqual(['changed 2 → 2']);
  });

  it('takes kinds of spaces and quotation marks for the same where asked to', () => {
    const [old, next] = [
      read(`1\tNotes the “sample” of the Council's work;`),
      read(`1\tNotes the "sample" of the\u00a0Council’s work;`),
    ];
    expect(compare(old, next, { typography: 'loose' }).changes).toEqual([]);
    expect(compare(old, next).changes.length).toBe(1);
  });
});

const words = (items: readonly Item[]): string[] =>
  items.map((item) => `${item.state} ${item.text}${item.end ? ` ¶ ${item.end.state}` : ''}`);

describe('what stays where it is', () => {
  const [first, second] = [
    'Requests the secretariat to prepare an annual overview of connectivity in rural schools ',
    'and to publish its findings together with the figures that members have reported;',
  ];

  it('is the words of a paragraph that was split or joined: only its end is marked', () => {
    const whole = read(`1\t${first}${second}`, `2\t${B}`);
    const parts = read(`1\t${first}`, `2\t${second}`, `3\t${B}`);
    const within = (text: Text): string[] => words(text.groups.at(-1)?.items ?? []);
    expect(within(redline(compare(whole, parts)))).toEqual([
      `kept ${first.trim()} ¶ inserted`,
      `kept ${second}`,
      `kept ${B}`,
    ]);
    expect(within(redline(compare(parts, whole)))).toEqual([
      `kept ${first.trim()} ¶ deleted`,
      `kept  ${second}`,
      `kept ${B}`,
    ]);
  });

  it('is a paragraph under a heading that came or went, and it is moved where paragraphs are to be whole', () => {
    const section = (heading: string, ...lines: string[]): Group => ({
      eId: `sec_${heading}`,
      part: 'section',
      heading,
      verb: null,
      addressees: [],
      state: 'kept',
      lines: [],
      groups: [],
      items: lines.map((text, i) => ({
        eId: `sec_${heading}__p_${i + 1}`,
        label: null,
        text,
        runs: [{ text }],
        state: 'kept',
        lines: [],
        items: [],
      })),
    });
    const text = (...groups: Group[]): Text => ({ ...read(), groups });
    const old = text(section('Schools', A, B, C, D));
    const next = text(section('Schools', A, B), section('Regions', C, D));
    for (const [x, y, state] of [
      [old, next, 'inserted'],
      [next, old, 'deleted'],
    ] as const) {
      const marked = redline(compare(x, y));
      expect(marked.groups.map((group) => [group.state, group.heading, ...words(group.items)])).toEqual([
        ['kept', 'Schools', `kept ${A}`, `kept ${B}`],
        [state, 'Regions', `kept ${C}`, `kept ${D}`],
      ]);
      expect(rejectText(marked).groups.map((group) => words(group.items))).toEqual(
        x.groups.map((group) => words(group.items)),
      );
    }
    expect(compare(old, next, { paragraphs: 'whole' }).changes.map((change) => change.kind)).toEqual([
      'inserted',
      'moved',
      'moved',
    ]);
  });
});

describe('a redline', () => {
  const old = read(`1\t${A}`, `2\t${B}`, `3\t${C}`);
  const next = read(`1\t${A.replace('annual', 'biennial')}`, `2\t${D}`, `3\t${B}`);
  const marked = redline(compare(old, next), { author: 'A. <Member>', date: '2025-06-01T10:00:00Z' });

  it('as a page says its marks in words, escapes names, and never shows them by colour alone', () => {
    const html = redlineToHtml(marked, 'fr');
    expect(html).toContain(
      '<del datetime="2025-06-01T10:00:00Z" title="supprimé, par A. &#60;Member&#62;"><span class="said" lang="fr">[supprimé] </span>annual</del>',
    );
    expect(html).toContain('[ajouté] </span>biennial</ins>');
    const page = redlinePage([marked]);
    expect(page).toMatch(/ins \{[^}]*underline/);
    expect(page).toMatch(/del \{[^}]*line-through/);
    expect(page.match(/<ins\b/g)?.length).toBe(page.match(/<\/ins>/g)?.length);
  });

  it('as a page moves a paragraph with its number', () => {
    const swapped = read(`1\t${D}`, `2\t${C}`, `3\t${A}`, `4\t${B}`);
    const html = redlineToHtml(redline(compare(read(`1\t${A}`, `2\t${B}`, `3\t${C}`, `4\t${D}`), swapped)));
    const paragraph = (number: string): string =>
      new RegExp(`<p[^>]*><span class="label"><(?:ins|del) data-move="[^"]*"[^>]*>.*?${number}</.*</p>`).exec(
        html,
      )?.[0] ?? '';
    // D stands once, at its new place; the old one leads there.
    expect(paragraph('4')).toMatch(/4<\/del><\/span> <a href="#(\S+?)">\[moved to: Paragraph 1\]<\/a><\/p>$/);
    expect(paragraph('1')).toContain('[moved here from: Paragraph 4]</a> Decides to consider');
    expect(html.split('Decides to consider')).toHaveLength(2);
  });

  describe('of a paragraph that moved and changed', () => {
    const before = read(`1\t${A}`, `2\t${B}`, `3\t${C}`, `4\t${D}`);
    const after = read(`1\t${D.replace('two years', 'three full years')}`, `2\t${A}`, `3\t${B}`, `4\t${C}`);
    const comparison = compare(before, after);
    const both = redline(comparison, { author: 'A. Member' });

    it('says that it is the same one, and what changed in it', () => {
      const moved = comparison.changes.filter((one) => one.kind === 'moved');
      expect(
        moved.map((one) => one.pieces.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text])),
      ).toEqual([
        [
          ['deleted', 'two'],
          ['inserted', 'three full'],
        ],
      ]);
      expect(
        acceptText(both)
          .groups.at(-1)
          ?.items.map(({ text }) => text),
      ).toEqual(after.groups.at(-1)?.items.map(({ text }) => text));
      expect(
        rejectText(both)
          .groups.at(-1)
          ?.items.map(({ text }) => text),
      ).toEqual(before.groups.at(-1)?.items.map(({ text }) => text));
    });

    it('marks at the new place the words that changed, and says at both where the other is', () => {
      const html = redlineToHtml(both);
      const [place = ''] = /<p[^>]*>(?:(?!<\/p>).)*\[moved here from: Paragraph 4\].*?<\/p>/.exec(html) ?? [];
      expect(place).toMatch(/session in <del [^>]*>.*?two<\/del><ins [^>]*>.*?three full<\/ins> years;<\/p>/);
      expect(place.match(/<(?:ins|del)\b/g)).toHaveLength(3);
      expect(html).toContain('[moved to: Paragraph 1]');
      expect(html.split('Decides to consider')).toHaveLength(2);
    });

    it('is shown whole at both places where those do not tell the same words', () => {
      const torn = structuredClone(both);
      const [came] = torn.groups.at(-1)?.items ?? [];
      came?.runs.shift();
      const html = redlineToHtml(torn);
      expect(html).not.toContain('[moved to:');
      expect(html).toMatch(/<del [^>]*data-move[^>]*>.*?Decides to consider/);
    });

    it('has in Word the words added and struck within what moved', () => {
      const [main = ''] = [new TextDecoder().decode(partOf(textToDocx(both), 'word/document.xml'))];
      const [range = ''] = /<w:moveToRangeStart.*?<w:moveToRangeEnd[^>]*>/s.exec(main) ?? [];
      expect(range).toMatch(/<w:ins [^>]*><w:r><w:t [^>]*>three full<\/w:t><\/w:r><\/w:ins>/);
      expect(range).toMatch(
        /<w:ins [^>]*><w:del [^>]*><w:r><w:delText [^>]*>two<\/w:delText><\/w:r><\/w:del><\/w:ins>/,
      );
      expect(range).toMatch(/<w:moveTo [^>]*><w:r><w:t [^>]*>Decides to consider/);
      const source = readDocx(textToDocx(both));
      expect(acceptedText(source)).toEqual(acceptedText(readDocx(textToDocx(after))));
      expect(rejectedText(source)).toEqual(acceptedText(readDocx(textToDocx(before))));
    });

    it('is shown whole where it brought less than was added', () => {
      const longer = `${D.replace(';', '')} ${B} ${C}`;
      const far = read(`1\t${longer}`, `2\t${A}`);
      const runs = redline(compare(read(`1\t${A}`, `2\t${D}`), far))
        .groups.at(-1)
        ?.items.flatMap((one) => one.runs);
      expect(runs?.some((run) => run.passed !== undefined)).toBe(false);
    });
  });

  it('as a page marks in a title the words that changed', () => {
    const titled = (title: string): Text => ({ ...next, title });
    const heading = (was: string, is: string): string =>
      /<h1>.*<\/h1>/.exec(redlineToHtml(redline(compare(titled(was), titled(is)))))?.[0] ?? '';
    expect(heading('On sample matters', 'On sample questions')).toMatch(
      /^<h1>On sample <del [^>]*>.*?matters<\/del><ins [^>]*>.*?questions<\/ins><\/h1>$/,
    );
    expect(heading('On samples', 'On samples')).toBe('<h1>On samples</h1>');
    expect(heading('On samples', '')).toMatch(/^<h1><del [^>]*>.*?On samples<\/del><\/h1>$/);
  });

  it('as a Word file reads as the old text when rejected and the new one when accepted, under the name given', () => {
    const source = readDocx(textToDocx(marked));
    expect(acceptedText(source)).toEqual(acceptedText(readDocx(textToDocx(next))));
    expect(rejectedText(source)).toEqual(acceptedText(readDocx(textToDocx(old))));
    const authors = new Set(
      source.blocks.flatMap((block) => block.runs.flatMap((run) => (run.mark ? [run.mark.author] : []))),
    );
    expect([...authors]).toEqual(['A. <Member>']);
  });
});
