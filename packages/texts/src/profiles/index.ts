import type { Language } from '../model/text.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { ar, es, ru, zh } from './others.ts';
import type { Profile, Vocabulary } from './types.ts';

export type { Profile, Vocabulary } from './types.ts';

export const VOCABULARIES: Record<Language, Vocabulary> = { ar, en, es, fr, ru, zh };

const p = (id: string, body: string, style: Profile['style'], opening: RegExp): Profile => ({
  id,
  body,
  style,
  opening,
  languages: ['ar', 'en', 'es', 'fr', 'ru', 'zh'],
});

/** In order of tightness: the first whose opening matches wins. */
export const PROFILES: readonly Profile[] = [
  p(
    'un-ecosoc',
    'ecosoc',
    'paragraphs',
    /^(the economic and social council|le conseil économique et social|el consejo económico y social|экономический и социальный совет|经济及社会理事会|إن المجلس الاقتصادي والاجتماعي)[,،，]?$/i,
  ),
  p(
    'un-sc',
    'sc',
    'paragraphs',
    /^(the security council|le conseil de sécurité|el consejo de seguridad|совет безопасности|安全理事会|إن مجلس الأمن)[,،，]?$/i,
  ),
  p(
    'un-hrc',
    'hrc',
    'paragraphs',
    /^(the human rights council|le conseil des droits de l['’]homme|el consejo de derechos humanos|совет по правам человека|人权理事会|إن مجلس حقوق الإنسان)[,،，]?$/i,
  ),
  p(
    'unea',
    'unea',
    'paragraphs',
    /^(the united nations environment assembly.*|l['’]assemblée des nations unies pour l['’]environnement.*)$/i,
  ),
  p(
    'un-habitat',
    'un-habitat',
    'paragraphs',
    /^(the united nations habitat assembly.*|l['’]assemblée des nations unies pour l['’]habitat.*)$/i,
  ),
  p(
    'un-ga',
    'ga',
    'paragraphs',
    /^(the general assembly|l['’]assemblée générale|la asamblea general|генеральная ассамблея|大会|إن الجمعية العامة)[,،，]?$/i,
  ),
  p(
    'itu-pp',
    'pp',
    'headings',
    /^(the plenipotentiary conference.*|la conférence de plénipotentiaires.*|la conferencia de plenipotenciarios.*|полномочная конференция.*|国际电信联盟全权代表大会.*|إن مؤتمر المندوبين المفوضين.*)$/i,
  ),
  p(
    'itu-wtdc',
    'wtdc',
    'headings',
    /^(the world telecommunication development conference.*|la conférence mondiale de développement des télécommunications.*|la conferencia mundial de desarrollo.*|всемирная конференция по развитию.*|世界电信发展大会.*|إن المؤتمر العالمي لتنمية الاتصالات.*)$/i,
  ),
  p(
    'itu-wtsa',
    'wtsa',
    'headings',
    /^(the world telecommunication standardization assembly.*|l['’]assemblée mondiale de normalisation.*|la asamblea mundial de normalización.*|всемирная ассамблея по стандартизации.*|世界电信标准化全会.*|إن الجمعية العالمية لتقييس.*)$/i,
  ),
  p(
    'itu-wrc',
    'wrc',
    'headings',
    /^(the world radiocommunication conference.*|la conférence mondiale des radiocommunications.*|la conferencia mundial de radiocomunicaciones.*|всемирная конференция радиосвязи.*|世界无线电通信大会.*|إن المؤتمر العالمي للاتصالات الراديوية.*)$/i,
  ),
  p(
    'itu-ra',
    'ra',
    'headings',
    /^(the (itu )?radiocommunication assembly.*|l['’]assemblée des radiocommunications.*|la asamblea de radiocomunicaciones.*|ассамблея радиосвязи.*|无线电通信全会.*|إن جمعية الاتصالات الراديوية.*)$/i,
  ),
  p(
    'itu-council',
    'council',
    'headings',
    /^(the (itu )?council(?: of itu)?|le conseil(?: de l['’](?:uit|union))?|el consejo(?: de la uit)?|совет(?: мсэ)?|(?:国际电联)?理事会|إن المجلس|إن مجلس الاتحاد.*)[,،，]?$/i,
  ),
  p(
    'un',
    'un',
    'paragraphs',
    /^(the (conference|meeting|commission|committee|executive board|governing council|assembly)\b.{0,160}[,]|la (conférence|réunion|commission)\b.{0,160}[,]|le comité\b.{0,120}[,])$/i,
  ),
];
