import type { Concept, Labels } from './concept.ts';

const agenda = (code: string, labels: Labels): Concept => ({
  code,
  short: code,
  scheme: 'agendas',
  parent: null,
  labels,
  official: {},
});

/** Agendas and outcome documents that texts name as a whole. */
export const AGENDAS: readonly Concept[] = [
  agenda('2030 Agenda', {
    en: '2030 Agenda',
    fr: 'Programme 2030',
    es: 'Agenda 2030',
    ru: 'Повестка дня на период до 2030 года',
    zh: '2030年议程',
    ar: 'خطة عام 2030',
  }),
  agenda('WSIS', {
    en: 'World Summit on the Information Society',
    fr: "Sommet mondial sur la société de l'information",
    es: 'Cumbre Mundial sobre la Sociedad de la Información',
    ru: 'Всемирная встреча на высшем уровне по вопросам информационного общества',
    zh: '信息社会世界峰会',
    ar: 'القمة العالمية لمجتمع المعلومات',
  }),
  agenda('Tunis Agenda', {
    en: 'Tunis Agenda',
    fr: 'Agenda de Tunis',
    es: 'Agenda de Túnez',
    ru: 'Тунисская программа',
    zh: '突尼斯议程',
    ar: 'برنامج عمل تونس',
  }),
  agenda('Geneva Plan', {
    en: 'Geneva Plan of Action',
    fr: "Plan d'action de Genève",
    es: 'Plan de Acción de Ginebra',
    ru: 'Женевский план действий',
    zh: '日内瓦行动计划',
    ar: 'خطة عمل جنيف',
  }),
  agenda('Pact for the Future', {
    en: 'Pact for the Future',
    fr: "Pacte pour l'avenir",
    es: 'Pacto para el Futuro',
    ru: 'Пакт во имя будущего',
    zh: '未来契约',
    ar: 'ميثاق المستقبل',
  }),
  agenda('Connect 2030', {
    en: 'Connect 2030',
    fr: 'Connect 2030',
    es: 'Conectar 2030',
    ru: '«Соединим к 2030 году»',
    zh: '连通2030',
    ar: 'التوصيل في 2030',
  }),
];
