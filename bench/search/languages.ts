/** Languages as often as made-up entries and questions are in them: 35 % en, 20 fr, 15 es, 10 each of ru, zh and ar. */
export const LANGS = (
  [
    ['en', 7],
    ['fr', 4],
    ['es', 3],
    ['ru', 2],
    ['zh', 2],
    ['ar', 2],
  ] as const
).flatMap(([lang, times]) => Array.from({ length: times }, () => lang));
