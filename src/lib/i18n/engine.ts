import { messageOf, type Translate } from './translate.ts';

/** What the engine says of a text: a stable code, and the same in English with what it was met with. */
export interface Said {
  code: string;
  message: string;
}

// What was met stands in the English sentence: in quotes, as an element, or where these say.
const MET: Readonly<Record<string, RegExp>> = {
  'series-gap': /^after (.*) comes (.*)$/,
  'label-twice': /label of (\S+) stands/,
  'style-cycle': /style (.+) is based/,
  'missing-part': /part (\S+) is named/,
  'missing-note': /note (\S+), which/,
  'number-format': /format (\S+) is not/,
  'unread-part': /in (\S+) \(w:altChunk|\((w:subDoc)\)/,
  'unread-element': /element <?([\w:]+)>?/,
  'computed-text': /\((w:\w+)\)/,
  symbol: /font (.+) \(code (\w+)\)/,
  elsewhere: /\(([^()]*)\)$/,
  language: /\(([^()]*)\)/,
  'older-version': /namespace is (\S+);/,
  'missing-attribute': /has no (\S+)/,
  'missing-element': /has no (\S+?),?(?: |$)/,
  'partly-translated': /(\d+) of its (\d+)/,
  'code-added': /code (\S+) that/,
};
const MORE = /More of the same kind follow/;

function metIn({ code, message }: Said): string {
  const named = MET[code]?.exec(message)?.slice(1) ?? [];
  const quoted = [...message.matchAll(/"([^"]+)"|(<[\w:-]+>)/g)].map((match) => match[1] ?? match[2]);
  return [...new Set([...quoted, ...named].filter((one) => one !== undefined))].join(' … ');
}

/** The same in the reader's language, with what it was met with; its place is for the caller to say. */
export function told(t: Translate, one: Said): string {
  const what = metIn(one);
  const said = messageOf(t, 'engine', one.code, 'engine.other');
  const whole = what === '' ? said : t('engine.with', { said, what });
  return MORE.test(one.message) ? t('engine.more', { said: `${whole}.` }) : whole;
}

/** With its line, where it has one. */
export const toldAt = (t: Translate, one: Said & { line: number }): string =>
  one.line > 0 ? t('engine.at', { line: one.line, said: told(t, one) }) : told(t, one);
