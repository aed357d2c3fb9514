import type { WordBlock, WordDocument } from '../../src/index.ts';

export const words = (text: string): { text: string }[] => [{ text }];

/** A document of our own words with a block of every kind. */
export const documentOf = (language: WordDocument['language'], text: string): WordDocument => ({
  title: text,
  language,
  footer: 'Suivi',
  notes: [
    { id: 'a', label: '1', runs: [{ text: `${text} `, link: 'https://example.org/a?b=1&c=2' }] },
    { id: 'b', label: '*', runs: words(text) },
  ],
  comments: [{ id: 'c1', author: 'Secretariat', date: '2026-01-05T10:00:00Z', text: 'Is this the latest figure?' }],
  blocks: [
    { kind: 'title', runs: words(text) },
    ...([1, 2, 3, 4, 5, 6] as const).map((level): WordBlock => ({ kind: 'heading', level, runs: words(text) })),
    {
      kind: 'paragraph',
      runs: [
        { text: `${text} ` },
        { text, bold: true },
        { text: ` ${text} `, italic: true, comments: ['c1'] },
        { text: '1', note: 'a' },
        { text: ' 2030 ' },
        { text: '*', note: 'b' },
      ],
    },
    { kind: 'item', label: '6', oldLabel: '4', depth: 0, runs: words(text) },
    { kind: 'item', label: 'a)', depth: 1, runs: words(text) },
    { kind: 'item', label: 'Measure no. 7', depth: 1, runs: words(text) },
    { kind: 'list', list: 'one', format: 'decimal', depth: 0, runs: words(text) },
    { kind: 'list', list: 'one', format: 'decimal', depth: 0, runs: words(text) },
    {
      kind: 'paragraph',
      runs: [
        { text: 'kept ' },
        { text: 'came', mark: { state: 'inserted', author: 'A delegation', date: '2026-01-05T10:00:00Z' } },
        { text: 'went', mark: { state: 'deleted', author: 'A delegation', date: '2026-01-05T10:00:00Z' } },
      ],
    },
    { kind: 'page-break' },
    { kind: 'caption', runs: words(text) },
    {
      kind: 'table',
      caption: text,
      widths: [1, 3, 2],
      rows: [
        {
          header: true,
          cells: ['№', text, text].map((one) => ({ blocks: [{ kind: 'paragraph', runs: words(one) }] })),
        },
        ...Array.from({ length: 40 }, (_, i) => ({
          cells: [
            { blocks: [{ kind: 'paragraph' as const, runs: words(String(i + 1)) }] },
            { blocks: [{ kind: 'paragraph' as const, runs: words(text) }], colspan: 2 },
          ],
        })),
      ],
    },
  ],
});

/** A sentence in each language. */
export const LANGUAGES = {
  ar: 'يطلب إلى الأمين العام أن يقدم تقريرا',
  en: 'Requests the Secretary-General to report',
  es: 'Solicita al Secretario General que informe',
  fr: 'Prie le Secrétaire général de faire rapport',
  ru: 'Просит Генерального секретаря представить доклад',
  zh: '请秘书长提交一份“报告”',
} as const;
