import type { Language, Reference } from '../model/text.ts';
import { onBare } from '../words/stretched.ts';

type Found = Omit<Reference, 'eId'>;

const BODIES: readonly (readonly [string, RegExp])[] = [
  ['ga', /general assembly|assemblée générale|asamblea general|генеральн\S+ ассамбле|(?:联合国)?大会|الجمعية العامة/i],
  [
    'ecosoc',
    /economic and social council|conseil économique et social|consejo económico y social|экономическ\S+ и социальн\S+ совет|经济及社会理事会|المجلس الاقتصادي والاجتماعي/i,
  ],
  ['sc', /security council|conseil de sécurité|consejo de seguridad|совет\S* безопасности|安全理事会|مجلس الأمن/i],
  [
    'hrc',
    /human rights council|conseil des droits de l['’]homme|consejo de derechos humanos|人权理事会|مجلس حقوق الإنسان/i,
  ],
  [
    'pp',
    /plenipotentiary conference|conférence de plénipotentiaires|conferencia de plenipotenciarios|полномочн\S+ конференци|全权代表大会|مؤتمر المندوبين المفوضين|\bde la PP\b|\bPP\b/i,
  ],
  [
    'wtdc',
    /telecommunication development conference|développement des télécommunications|\bWTDC\b|\bCMDT\b|电信发展大会/i,
  ],
  ['wtsa', /standardization assembly|normalisation des télécommunications|\bWTSA\b|\bAMNT\b|标准化全会/i],
  ['wrc', /radiocommunication conference|conférence mondiale des radiocommunications|\bWRC\b|\bCMR\b/i],
  ['council', /\bcouncil\b|\bconseil\b|\bconsejo\b|совет|理事会|المجلس/i],
];
const WORD = String.raw`(?:r[ée]solutions?|resoluci(?:ón|ones)|резолюци\p{L}+|decisions?|décisions?|decisi(?:ón|ones)|решени\p{L}+|recomm[ae]ndations?|opinions?|القرارات|القرارين|القرار|قرار\p{L}*|بالقرار)`;
const REV = String.raw`\s*\(((?:[^()]|\([^()]*\))*)\)`;
const NUM = String.raw`(?:\d+\/(?:[A-Z]+\.)?\d+(?:\s[A-Z]\b)?|\d+(?:-\d+)?)`;
const CITE = new RegExp(
  String.raw`(?<![\p{L}])(${WORD})\s+(${NUM}(?:${REV})?(?:\s+of\s+\d{1,2}\s\p{L}+\s\d{4}|\s+du\s+\d{1,2}(?:er)?\s\p{L}+\s\d{4})?(?:(?:\s*,\s*|\s+and\s+|\s+et\s+|\s+y\s+|\s+и\s+)${NUM}(?:${REV})?(?:\s+of\s+\d{1,2}\s\p{L}+\s\d{4})?)*)`,
  'giu',
);
const ONE = new RegExp(String.raw`(${NUM})(?:${REV})?(?:\s+(?:of|du)\s+\d{1,2}(?:er)?\s\p{L}+\s(\d{4}))?`, 'giu');
const SYMBOL = /\b([AES])\/RES\/(\d+(?:\/\d+)?)(?:\s\((\d{4})\))?/g;

/** Instruments that these words cite, in order of place. Pure; unknown bodies stay null. */
export const findReferences = (text: string, _language: Language): Found[] => onBare(text, citedIn);

function citedIn(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(CITE)) {
    const word = match[1] ?? '';
    const list = match[2] ?? '';
    const start = match.index + match[0].length - list.length;
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 90);
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const kind = /d[ée]cisi|реше/i.test(word)
      ? 'decision'
      : /recom/i.test(word)
        ? 'recommendation'
        : /opinion/i.test(word)
          ? 'opinion'
          : 'resolution';
    for (const one of list.matchAll(ONE)) {
      const revision = one[2]?.trim() ?? null;
      const number = one[1] ?? '';
      const from = start + one.index;
      const dated = Number(one[3] ?? /\b(19|20)\d{2}\b/.exec(revision ?? '')?.[0] ?? NaN);
      found.push({
        text: text.slice(from === start + 0 ? match.index : from, from + one[0].length),
        body: bodyOf(before, after, number),
        kind,
        number,
        revision,
        year: Number.isNaN(dated) ? yearOf(number) : dated,
        from: from === start ? match.index : from,
        to: from + one[0].length,
      });
    }
  }
  for (const match of text.matchAll(SYMBOL)) {
    const body = match[1] === 'A' ? 'ga' : match[1] === 'E' ? 'ecosoc' : 'sc';
    found.push({
      text: match[0],
      body,
      kind: 'resolution',
      number: match[2] ?? '',
      revision: null,
      year: match[3] ? Number(match[3]) : yearOf(match[2] ?? ''),
      from: match.index,
      to: match.index + match[0].length,
    });
  }
  return found.sort((a, b) => a.from - b.from);
}

function bodyOf(before: string, after: string, number: string): string | null {
  const head = after.split(/[;,.]/)[0] ?? '';
  const following =
    /^\s*(?:of|de|du|des|del|adopted by|\(|by|Генеральн|Полномочн|Совет|CMDT|WTDC|لمؤتمر|للجمعية|للمجلس)/i.test(head)
      ? BODIES.find(([, pattern]) => pattern.test(head.slice(0, 70)))
      : undefined;
  if (following) return following[0];
  const preceding = BODIES.find(([, pattern]) => new RegExp(`(?:${pattern.source})\\s*$`, 'iu').test(before));
  if (preceding) return preceding[0];
  if (/^\d{2}\/\d+$/.test(number)) return 'ga';
  if (/^(?:19|20)\d{2}\/\d+$/.test(number)) return 'ecosoc';
  return null;
}

const yearOf = (number: string): number | null => {
  const full = /^((?:19|20)\d{2})\//.exec(number);
  return full ? Number(full[1]) : null;
};
