/**
 * Frameworks an obligation may name, by the code that packages/frameworks uses for them. Lists of action lines (C1 to
 * C11, Geneva Plan of Action) and of goals are read by frameworks.ts; these are the single names.
 */
export const FRAMEWORKS: readonly (readonly [code: string, pieces: readonly string[]])[] = [
  [
    'WSIS',
    [
      'World Summit(?! (?:for|on Sustainable|of)(?! the Information))(?: on the Information Society)?',
      'WSIS(?:\\+\\d\\d)?',
      "Sommet mondial sur la société de l'information",
      'SMSI(?:\\+\\d\\d)?',
      'Cumbre Mundial sobre la Sociedad de la Información',
      'CMSI',
      'Всемирн\\p{L}+ встреч\\p{L}+ на высшем уровне по вопросам информационного общества',
      'ВВУИО',
      '信息社会世界(?:首脑会议|峰会)',
      'القمة العالمية لمجتمع المعلومات',
    ],
  ],
  [
    '2030 Agenda',
    [
      '2030 Agenda',
      'Agenda 2030(?! for global)',
      "Programme (?:de développement durable à l'horizon )?2030",
      'Повестк\\p{L}+ дня(?: в области устойчивого развития на период до)? 2030',
      '2030年(?:可持续发展)?议程',
      'خطة(?: التنمية المستدامة لعام)? 2030',
    ],
  ],
  [
    'SDG',
    [
      'Sustainable Development Goals(?! \\d)',
      '(?<!-)SDGs?(?! ?\\d)',
      'Objectifs de développement durable',
      '(?<!-)ODD(?! ?\\d)',
      'Objetivos de Desarrollo Sostenible',
      'ODS(?! ?\\d)',
      'Цел\\p{L}+ в области устойчивого развития',
      'ЦУР(?! ?\\d)',
      '可持续发展目标',
      'أهداف التنمية المستدامة',
    ],
  ],
  [
    'GDC',
    [
      'Global Digital Compact',
      'Pacte numérique mondial',
      'Pacto Digital Global',
      'Глобальн\\p{L}+ цифров\\p{L}+ договор\\p{L}*',
      '全球数字契约',
      'التعاهد الرقمي العالمي',
    ],
  ],
  ['Connect 2030', ['Connect 2030', 'Conectar 2030', 'Соединим к 2030']],
  [
    'Tunis Agenda',
    [
      'Tunis Agenda',
      'Agenda de Tunis',
      'Agenda de Túnez',
      'Тунисск\\p{L}+ программ\\p{L}+',
      '突尼斯议程',
      'برنامج عمل تونس',
      'جدول أعمال تونس',
    ],
  ],
  ['Tunis Commitment', ['Tunis Commitment', 'Engagement de Tunis', 'Compromiso de Túnez']],
  [
    'Geneva Plan',
    [
      'Geneva Plan of Action',
      "Plan d'action de Genève",
      'Plan de Acción de Ginebra',
      'Женевск\\p{L}+ план\\p{L}* действий',
      '日内瓦行动计划',
      'خطة عمل جنيف',
    ],
  ],
  [
    'Geneva Declaration',
    ['Geneva Declaration of Principles', 'Déclaration de principes de Genève', 'Declaración de Principios de Ginebra'],
  ],
  [
    'Addis Ababa Action Agenda',
    ['Addis Ababa Action Agenda', "Programme d'action d'Addis-Abeba", 'Agenda de Acción de Addis Abeba'],
  ],
  ['Pact for the Future', ['Pact for the Future', "Pacte pour l'avenir", 'Pacto para el Futuro']],
  ['New Urban Agenda', ['New Urban Agenda', 'Nouveau Programme pour les villes', 'Nueva Agenda Urbana']],
  ['Paris Agreement', ['Paris Agreement', 'Accord de Paris', 'Acuerdo de París']],
  ['Sendai Framework', ['Sendai Framework', 'Cadre de Sendai', 'Marco de Sendái']],
];
