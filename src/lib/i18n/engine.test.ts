import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAkn } from '@suivi/texts/akn';
import { LANGUAGES } from '@suivi/texts/model';
import { outline } from '@suivi/texts/outline';
import { toDocx } from '@suivi/texts/write/docx';
import { expect, test } from 'vitest';
import { told, toldAt } from './engine.ts';
import { isMessageKey, translator } from './translate.ts';

const engine = fileURLToPath(new URL('../../../packages/texts/src', import.meta.url));

test('every remark that the engine makes has words in six languages', () => {
  const codes = new Set<string>();
  for (const file of readdirSync(engine, { recursive: true, encoding: 'utf8' })) {
    // Rules of drafting have words of their own (check.rule).
    if (!file.endsWith('.ts') || file.startsWith('check/')) continue;
    const source = readFileSync(`${engine}/${file}`, 'utf8');
    for (const found of source.matchAll(/\b(?:warn|unmarked)\(\s*(?:[\w.]+,\s*)?'([a-z]+(?:-[a-z]+)*)',/g))
      codes.add(found[1] ?? '');
    for (const found of source.matchAll(/\bcode: '([a-z]+(?:-[a-z]+)*)'[^]{0,20}\bmessage\b/g))
      codes.add(found[1] ?? '');
  }
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((code) => !isMessageKey(`engine.${code}`))).toEqual([]);
});

test('what was met is said with it, and where', () => {
  const fr = translator('fr');
  expect(toldAt(fr, { line: 4, code: 'hidden-text', message: 'Hidden words are left out: "a lamp".' })).toBe(
    'Ligne\u00a04\u00a0: Des mots masqués sont laissés de côté\u00a0: a lamp'.replace('Ligne\u00a04', 'Ligne 4'),
  );
  expect(told(translator('zh'), { code: 'series-gap', message: 'after 3 comes 5' })).toBe('此处编号不连续：3 … 5');
  expect(
    told(translator('en'), {
      code: 'formula',
      message: 'A formula is read as plain text. More of the same kind follow and are not listed.',
    }),
  ).toBe('A formula is read as plain text. More of the same kind follow and are not listed.');
  expect(told(translator('ru'), { code: 'not-yet-known', message: 'Something new.' })).toBe('Проверьте это место');
});

test('remarks on real input are said without a word of English', () => {
  const akn = readAkn(
    `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a"><body><section eId="s 1"><num>1</num><content><p zork="1">To keep the quays.</p></content></section></body></act></akomaNtoso>`,
  );
  const txt = outline(
    new TextEncoder().encode('The Council,\ninstructs the Director\n1\tto row;\n2\tto sail;\n5\tto swim.'),
    { name: 'a.txt' },
  );
  const word = outline(
    toDocx({ title: '', language: 'en', blocks: [{ kind: 'paragraph', runs: [{ text: 'To row.' }] }] }),
    { name: 'a.docx' },
  );
  const warnings = [akn, txt, word].flatMap((one) => one.texts).flatMap((one) => one.warnings);
  expect(warnings.length).toBeGreaterThan(3);
  for (const lang of LANGUAGES.filter((one) => one !== 'en'))
    for (const one of warnings) {
      const said = toldAt(translator(lang), one);
      expect(said).not.toContain(one.message);
      expect(said).not.toMatch(/\b(?:the|its|stands|line|no attribute)\b/);
    }
});
