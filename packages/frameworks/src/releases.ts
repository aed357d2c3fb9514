import { ACTION_LINES } from './action-lines.ts';
import { AGENDAS } from './agendas.ts';
import { COMPACT } from './compact.ts';
import type { Release } from './concept.ts';
import { GOALS, GOALS_SOURCE } from './goals.ts';
import { PLACES, PLACES_SOURCE } from './places.ts';
import { CONNECT, CONNECT_SOURCE, PLAN, PLAN_SOURCE } from './union.ts';

/** The day on which the lists that are official were read. */
const READ = '2026-11-25';
const OWN_WORDS = 'Short forms in our own words, but where a name says where it was read';

/** What an installation starts with; further releases and frameworks come by import. */
export const RELEASES: readonly Release[] = [
  {
    scheme: 'wsis-action-lines',
    label: '2003',
    source: OWN_WORDS,
    seenOn: READ,
    names: {
      en: 'WSIS action lines',
      fr: 'Grandes orientations du SMSI',
      es: 'Líneas de acción de la CMSI',
      ru: 'Направления деятельности ВВУИО',
      zh: '信息社会世界峰会行动方面',
      ar: 'خطوط عمل القمة العالمية لمجتمع المعلومات',
    },
    concepts: ACTION_LINES,
  },
  {
    scheme: 'sdg',
    label: '2015',
    source: GOALS_SOURCE,
    seenOn: READ,
    names: {
      en: 'Sustainable Development Goals',
      fr: 'Objectifs de développement durable',
      es: 'Objetivos de Desarrollo Sostenible',
      ru: 'Цели в области устойчивого развития',
      zh: '可持续发展目标',
      ar: 'أهداف التنمية المستدامة',
    },
    concepts: GOALS,
  },
  {
    scheme: 'gdc',
    label: '2024',
    source: OWN_WORDS,
    seenOn: null,
    names: {
      en: 'Objectives of the Global Digital Compact',
      fr: 'Objectifs du Pacte numérique mondial',
      es: 'Objetivos del Pacto Digital Global',
      ru: 'Цели Глобального цифрового договора',
      zh: '《全球数字契约》目标',
      ar: 'أهداف التعاهد الرقمي العالمي',
    },
    concepts: COMPACT,
  },
  {
    scheme: 'agendas',
    label: '2026',
    source: OWN_WORDS,
    seenOn: null,
    names: {
      en: 'Agendas and outcome documents',
      fr: 'Programmes et documents finals',
      es: 'Programas y documentos finales',
      ru: 'Повестки дня и итоговые документы',
      zh: '议程和成果文件',
      ar: 'البرامج والوثائق الختامية',
    },
    concepts: AGENDAS,
  },
  {
    scheme: 'itu-plan',
    label: '2024-2027',
    source: PLAN_SOURCE,
    seenOn: READ,
    names: {
      en: 'ITU strategic plan',
      fr: 'Plan stratégique de l’UIT',
      es: 'Plan Estratégico de la UIT',
      ru: 'Стратегический план МСЭ',
      zh: '国际电联战略规划',
      ar: 'الخطة الاستراتيجية للاتحاد الدولي للاتصالات',
    },
    concepts: PLAN,
  },
  {
    scheme: 'connect-2030',
    label: '2018',
    source: CONNECT_SOURCE,
    seenOn: null,
    names: {
      en: 'Connect 2030 Agenda',
      fr: 'Programme Connect 2030',
      es: 'Agenda Conectar 2030',
      ru: 'Повестка дня «Соединим к 2030 году»',
      zh: '《连通2030议程》',
      ar: 'برنامج التوصيل في 2030',
    },
    concepts: CONNECT,
  },
  {
    scheme: 'm49',
    label: '2026',
    source: PLACES_SOURCE,
    seenOn: READ,
    names: {
      en: 'Countries, areas and regions (M49)',
      fr: 'Pays, zones et régions (M49)',
      es: 'Países, zonas y regiones (M49)',
      ru: 'Страны, районы и регионы (М49)',
      zh: '国家、地区和区域（M49）',
      ar: 'البلدان والمناطق والأقاليم (M49)',
    },
    concepts: PLACES,
  },
];
