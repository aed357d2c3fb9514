import type { Group, Item, Language, Outline, Part, Text, TextKind } from '../../src/model/text.ts';
import { plain } from '../../src/obligations/plain.ts';

/** A paragraph as tests draw it: "a) words", with sub-items in a nested list. */
export type Drawn = string | [string, ...Drawn[]];

export function items(drawn: readonly Drawn[], parent: string, lines: () => number[] = () => []): Item[] {
  return drawn.map((one, index) => {
    const [words, ...inner] = typeof one === 'string' ? [one] : one;
    const match = /^(?:(\(?[\w.]{1,7}\)?[.)]?)\t)?(.*)$/su.exec(words ?? '');
    const eId = `${parent}__para_${index + 1}`;
    return {
      eId,
      label: match?.[1]?.replace(/[().]/g, '') ?? null,
      text: match?.[2] ?? '',
      runs: [],
      state: 'kept',
      lines: lines(),
      items: items(inner as Drawn[], eId),
    };
  });
}

export const group = (heading: string, drawn: readonly Drawn[], part: Part = 'operative', eId = 'grp_1'): Group => ({
  eId,
  part,
  heading,
  verb: null,
  addressees: [],
  state: 'kept',
  lines: [],
  items: items(drawn, eId),
  groups: [],
});

/** An outline of one text, as small as a test needs it. */
export function outline(groups: Group[], rest: Partial<Text> & { language: Language; kind?: TextKind }): Outline {
  return {
    texts: [
      {
        kind: 'resolution',
        number: null,
        title: '',
        status: null,
        body: null,
        profile: '',
        groups,
        footnotes: [],
        references: [],
        repairs: [],
        warnings: [],
        ...rest,
      },
    ],
    headers: [],
    trace: [],
  };
}

/**
 * A plain reading of the text inputs, for use until (and beside) the stage that structures them: line by line, number and
 * tab first. Enough to measure the obligations by themselves.
 */
export function plainReading(source: string, profile: 'itu-report' | 'un', body: string): Outline {
  const lines = source.replaceAll('\r', '').split('\n');
  const item = (line: number): Item => {
    const raw = (lines[line - 1] ?? '').replace(/\[bookmark: \w+\]/g, '').trim();
    const match = /^(\(?[\dA-Za-z.]{1,7}\)?[.)]?)\t(.*)$/su.exec(raw);
    return {
      eId: `l_${line}`,
      label: match?.[1]?.replace(/[().]+$/, '') ?? null,
      text: (match?.[2] ?? raw).trim(),
      runs: [],
      state: 'kept',
      lines: [line],
      items: [],
    };
  };
  const grp = (heading: string, part: Part, line: number): Group => ({
    eId: `g_${line}`,
    part,
    heading,
    verb: null,
    addressees: [],
    state: 'kept',
    lines: [line],
    items: [],
    groups: [],
  });
  const text = (language: Language, kind: TextKind, groups: Group[]): Text => ({
    kind,
    number: null,
    title: '',
    status: null,
    body,
    language,
    profile,
    groups,
    footnotes: [],
    references: [],
    repairs: [],
    warnings: [],
  });
  if (profile === 'un') {
    const preamble = grp('', 'preamble', 1);
    const operative = grp('', 'operative', 2);
    let started = false;
    let last: Item | null = null;
    lines.forEach((line, index) => {
      if (line.trim() === '') return;
      const one = item(index + 1);
      if (/^\d+\.\t/.test(line)) started = true;
      if (started && /^\([a-z]+\)\t/.test(line) && last !== null) last.items.push(one);
      else {
        (started ? operative : preamble).items.push(one);
        if (started) last = one;
      }
    });
    const speaker = preamble.items.find(({ text: words }) => /^The [A-Z][^.]{4,100},$/.test(words));
    preamble.items =
      speaker === undefined ? preamble.items : [speaker, ...preamble.items.filter((one) => one !== speaker)];
    return { texts: [text('en', 'resolution', [preamble, operative])], headers: [], trace: [] };
  }
  const report: Group[] = [];
  const resolution: Group[] = [];
  let current = grp('', 'front', 1);
  report.push(current);
  let inResolution = false;
  let last: Item | null = null;
  lines.forEach((line, index) => {
    const at = index + 1;
    const words = line.replace(/\[bookmark: \w+\]/g, '').trim();
    if (words === '') return;
    if (/^ANNEXE A$/.test(words)) {
      inResolution = true;
      current = grp('', 'front', at);
      resolution.push(current);
      return;
    }
    const flat = plain(words);
    if (inResolution) {
      if (/^(?:rappelant|considérant|reconnaissant|notant)$/.test(flat))
        resolution.push((current = grp(words, 'preamble', at)));
      else if (/^(?:décide|charge |encourageinvite )/.test(flat) && !/\t/.test(line))
        resolution.push((current = grp(words.replace('encourageinvite', 'invite'), 'operative', at)));
      else if (/^Mandat du/.test(flat)) resolution.push((current = grp(words, 'annex', at)));
      else if (
        /^[a-z]\)\t/.test(line.replace(/\[bookmark: \w+\]/g, '')) &&
        current.part === 'operative' &&
        last !== null
      )
        last.items.push(item(at));
      else {
        const one = item(at);
        const two = /^3\tà verser4\t(.*)$/.exec(words);
        if (two !== null) Object.assign(one, { label: '4', text: two[1] ?? '' });
        // The stage that repairs flattened marks finds these two struck; here they are told by hand.
        if (at === 152 || at === 168) one.state = 'deleted';
        current.items.push(one);
        last = one;
      }
      return;
    }
    if (/^\d\t/.test(line)) report.push((current = grp(words, 'section', at)));
    else {
      const one = item(at);
      const parent = current.items.at(-1);
      if (/^3\.15\.\d/.test(words) && parent !== undefined) parent.items.push(one);
      else current.items.push(one);
    }
  });
  return { texts: [text('fr', 'report', report), text('fr', 'resolution', resolution)], headers: [], trace: [] };
}
