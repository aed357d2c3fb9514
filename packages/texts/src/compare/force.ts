import type { Language } from '../model/text.ts';

/** Words that say how binding a provision is. */
export const FORCE: Record<Language, RegExp> = {
  en: /^(?:shall|must|will|should|may|can|could|might)$/i,
  fr: /^(?:doit|doivent|devra|devront|devrait|devraient|peut|peuvent|pourra|pourront|pourrait|pourraient)$/i,
  es: /^(?:debe|deben|deberá|deberán|debería|deberían|puede|pueden|podrá|podrán|podría|podrían)$/i,
  ru: /^(?:должен|должна|должно|должны|следует|обязан[аоы]?|может|могут|вправе)$/i,
  zh: /^(?:应|应当|应该|须|必须|可|可以|不妨)$/,
  ar: /^(?:يجب|ينبغي|يتعين|يجوز|يمكن|يلزم)$/,
};

/** Words that turn a provision into its opposite. */
export const NEGATION: Record<Language, RegExp> = {
  en: /^(?:not|no|never|without|neither|nor|cannot)$/i,
  fr: /^(?:ne|n['’]|pas|non|aucune?|sans|ni|jamais)$/i,
  es: /^(?:no|sin|ni|nunca|ningún|ninguna)$/i,
  ru: /^(?:не|нет|без|ни|никогда)$/i,
  zh: /^(?:不|未|无|非|没有|不得|不应)$/,
  ar: /^(?:لا|لم|لن|ليس|ليست|غير|عدم|دون|بدون)$/,
};
