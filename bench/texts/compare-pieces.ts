/** What each program makes of two texts, in one form: stretches struck and added, in reading order. */
import type { Text } from '../../packages/texts/src/index.ts';
import { compare, redline } from '../../packages/texts/src/compare/index.ts';
import { stretchesOf, type Stretch } from '../../packages/texts/test/compare/stretches.ts';

/** This project: the marks of a redline, labels included, as the peers see them in the words. */
export const ownStretches = (old: Text, next: Text): Stretch[] => stretchesOf(redline(compare(old, next)));

const loaded = async <T>(name: string): Promise<T> => (await import(name)) as T;

/** The programs beside it: each takes two plain texts, one paragraph a line. */
export const PEERS: Record<string, () => Promise<(old: string, next: string) => Stretch[]>> = {
  jsdiff: async () => {
    const { diffWordsWithSpace } = await loaded<{
      diffWordsWithSpace: (a: string, b: string) => { added?: boolean; removed?: boolean; value: string }[];
    }>('diff');
    return (old, next) =>
      diffWordsWithSpace(old, next).map(({ added, removed, value }) => ({
        kind: added ? 'inserted' : removed ? 'deleted' : 'same',
        text: value,
      }));
  },
  'diff-match-patch': async () => {
    const { default: Dmp } = await loaded<{
      default: new () => {
        diff_main(a: string, b: string): [number, string][];
        diff_cleanupSemantic(diffs: [number, string][]): void;
      };
    }>('diff-match-patch');
    return (old, next) => {
      const dmp = new Dmp();
      const diffs = dmp.diff_main(old, next);
      dmp.diff_cleanupSemantic(diffs);
      return wholeWords(
        diffs.map(([sign, text]) => ({ kind: sign === 0 ? 'same' : sign < 0 ? 'deleted' : 'inserted', text })),
      );
    };
  },
  'node-htmldiff': async () => {
    const { default: htmldiff } = await loaded<{ default: (a: string, b: string) => string }>('node-htmldiff');
    const escape = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const html = (text: string): string =>
      text
        .split('\n')
        .map((line) => `<p>${escape(line)}</p>`)
        .join('');
    return (old, next) => {
      const out: Stretch[] = [];
      for (const match of htmldiff(html(old), html(next)).matchAll(
        /<(ins|del)\b[^>]*>([^]*?)<\/\1>|([^<]+)|<[^>]*>/g,
      )) {
        const [, tag, inner, plain] = match;
        const text = (inner ?? plain ?? '')
          .replace(/<[^>]*>/g, ' ')
          .replace(/&#(\d+);/g, (_, n: string) => String.fromCharCode(Number(n)));
        out.push({ kind: tag === 'ins' ? 'inserted' : tag === 'del' ? 'deleted' : 'same', text });
      }
      return out;
    };
  },
};

// A program that marks letters changes the whole word to a reader: the word counts.
function wholeWords(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const [i, one] of stretches.entries()) {
    if (one.kind === 'same' || !/[\p{L}\p{N}]/u.test(one.text)) {
      out.push(one);
      continue;
    }
    const before = stretches.slice(0, i).findLast((other) => other.kind === 'same')?.text ?? '';
    const after = stretches.slice(i + 1).find((other) => other.kind === 'same')?.text ?? '';
    const head = /^[\p{L}\p{N}]/u.test(one.text) ? (/[\p{L}\p{N}]+$/u.exec(before)?.[0] ?? '') : '';
    const tail = /[\p{L}\p{N}]$/u.test(one.text) ? (/^[\p{L}\p{N}]+/u.exec(after)?.[0] ?? '') : '';
    out.push({ kind: one.kind, text: head + one.text + tail });
  }
  return out;
}
