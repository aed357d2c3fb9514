import type { Concept, Labels } from './concept.ts';

const objective = (n: number, labels: Labels): Concept => ({
  code: `GDC ${n}`,
  short: `GDC ${n}`,
  scheme: 'gdc',
  parent: 'GDC',
  labels,
  official: {},
});

/** The Global Digital Compact and its five objectives, in short words of our own: the wording itself was not read here. */
export const COMPACT: readonly Concept[] = [
  {
    code: 'GDC',
    short: 'GDC',
    scheme: 'gdc',
    parent: null,
    official: {},
    labels: {
      en: 'Global Digital Compact',
      fr: 'Pacte numérique mondial',
      es: 'Pacto Digital Global',
      ru: 'Глобальный цифровой договор',
      zh: '全球数字契约',
      ar: 'التعاهد الرقمي العالمي',
    },
  },
  objective(1, {
    en: 'Digital divides',
    fr: 'Fractures numériques',
    es: 'Brechas digitales',
    ru: 'Цифровые разрывы',
    zh: '数字鸿沟',
    ar: 'الفجوات الرقمية',
  }),
  objective(2, {
    en: 'Digital economy for all',
    fr: 'Économie numérique pour tous',
    es: 'Economía digital para todos',
    ru: 'Цифровая экономика для всех',
    zh: '惠及所有人的数字经济',
    ar: 'الاقتصاد الرقمي للجميع',
  }),
  objective(3, {
    en: 'Inclusive, open and safe digital space',
    fr: 'Espace numérique inclusif, ouvert et sûr',
    es: 'Espacio digital inclusivo, abierto y seguro',
    ru: 'Инклюзивное, открытое и безопасное цифровое пространство',
    zh: '包容、开放、安全的数字空间',
    ar: 'فضاء رقمي شامل ومفتوح وآمن',
  }),
  objective(4, {
    en: 'Data governance',
    fr: 'Gouvernance des données',
    es: 'Gobernanza de los datos',
    ru: 'Управление данными',
    zh: '数据治理',
    ar: 'حوكمة البيانات',
  }),
  objective(5, {
    en: 'Governance of artificial intelligence',
    fr: "Gouvernance de l'intelligence artificielle",
    es: 'Gobernanza de la inteligencia artificial',
    ru: 'Управление искусственным интеллектом',
    zh: '人工智能治理',
    ar: 'حوكمة الذكاء الاصطناعي',
  }),
];
