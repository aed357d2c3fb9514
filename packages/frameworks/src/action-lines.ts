import type { Concept, Labels, Language } from './concept.ts';

// Labels are short forms in our own words unless `official` names where the wording was read (see the field's note).
const REPORT = 'Council report with Resolution 1332 (2024), Annex, d)';

const line = (code: string, labels: Labels, official: Partial<Record<Language, string>> = {}): Concept => ({
  code,
  short: code,
  scheme: 'wsis-action-lines',
  parent: null,
  labels,
  official,
});
const branch = (name: string, labels: Labels): Concept => ({
  code: `C7-${name}`,
  short: `C7 ${name}`,
  scheme: 'wsis-action-lines',
  parent: 'C7',
  labels,
  official: {},
});

/** The lines of work of the Geneva Plan of Action (2003), C1 to C11, and the eight branches of C7. */
export const ACTION_LINES: readonly Concept[] = [
  line('C1', { en: 'Role of governments and all stakeholders', fr: 'Rôle des gouvernements et de toutes les parties prenantes', es: 'Función de los gobiernos y de todas las partes interesadas', ru: 'Роль органов управления и всех заинтересованных сторон', zh: '政府和所有利益攸关方的作用', ar: 'دور الحكومات وجميع أصحاب المصلحة' }),
  line('C2', { en: 'Information and communication infrastructure', fr: "Infrastructure de l'information et de la communication", es: 'Infraestructura de la información y la comunicación', ru: 'Информационная и коммуникационная инфраструктура', zh: '信息通信基础设施', ar: 'البنية التحتية للمعلومات والاتصالات' }, { fr: REPORT }),
  line('C3', { en: 'Access to information and knowledge', fr: "Accès à l'information et au savoir", es: 'Acceso a la información y al conocimiento', ru: 'Доступ к информации и знаниям', zh: '获取信息和知识', ar: 'النفاذ إلى المعلومات والمعرفة' }),
  line('C4', { en: 'Capacity building', fr: 'Renforcement des capacités', es: 'Creación de capacidades', ru: 'Создание потенциала', zh: '能力建设', ar: 'بناء القدرات' }, { fr: REPORT }),
  line('C5', { en: 'Building confidence and security in the use of ICTs', fr: "Établir la confiance et la sécurité dans l'utilisation des TIC", es: 'Creación de confianza y seguridad en la utilización de las TIC', ru: 'Укрепление доверия и безопасности при использовании ИКТ', zh: '树立使用信息通信技术的信心并提高安全性', ar: 'بناء الثقة والأمن في استعمال تكنولوجيا المعلومات والاتصالات' }, { fr: REPORT }),
  line('C6', { en: 'Enabling environment', fr: 'Créer un environnement propice', es: 'Entorno habilitador', ru: 'Благоприятная среда', zh: '有利环境', ar: 'البيئة التمكينية' }, { fr: REPORT }),
  line('C7', { en: 'ICT applications', fr: 'Applications des TIC', es: 'Aplicaciones de las TIC', ru: 'Применения ИКТ', zh: '信息通信技术应用', ar: 'تطبيقات تكنولوجيا المعلومات والاتصالات' }),
  branch('e-government', { en: 'E-government', fr: 'Administration électronique', es: 'Gobierno electrónico', ru: 'Электронное правительство', zh: '电子政务', ar: 'الحكومة الإلكترونية' }),
  branch('e-business', { en: 'E-business', fr: 'Commerce électronique', es: 'Negocios electrónicos', ru: 'Электронный бизнес', zh: '电子商务', ar: 'الأعمال التجارية الإلكترونية' }),
  branch('e-learning', { en: 'E-learning', fr: 'Cyberapprentissage', es: 'Ciberaprendizaje', ru: 'Электронное обучение', zh: '电子学习', ar: 'التعلم الإلكتروني' }),
  branch('e-health', { en: 'E-health', fr: 'Cybersanté', es: 'Cibersalud', ru: 'Электронное здравоохранение', zh: '电子卫生', ar: 'الصحة الإلكترونية' }),
  branch('e-employment', { en: 'E-employment', fr: 'Cybertravail', es: 'Ciberempleo', ru: 'Электронная занятость', zh: '电子就业', ar: 'التوظيف الإلكتروني' }),
  branch('e-environment', { en: 'E-environment', fr: 'Cyberécologie', es: 'Ciberecología', ru: 'Электронная охрана окружающей среды', zh: '电子环境', ar: 'البيئة الإلكترونية' }),
  branch('e-agriculture', { en: 'E-agriculture', fr: 'Cyberagriculture', es: 'Ciberagricultura', ru: 'Электронное сельское хозяйство', zh: '电子农业', ar: 'الزراعة الإلكترونية' }),
  branch('e-science', { en: 'E-science', fr: 'Cyberscience', es: 'Ciberciencia', ru: 'Электронная наука', zh: '电子科学', ar: 'العلم الإلكتروني' }),
  line('C8', { en: 'Cultural and linguistic diversity and local content', fr: 'Diversité culturelle et linguistique et contenus locaux', es: 'Diversidad cultural y lingüística y contenido local', ru: 'Культурное и языковое разнообразие и местный контент', zh: '文化和语言多样性及本地内容', ar: 'التنوع الثقافي واللغوي والمحتوى المحلي' }),
  line('C9', { en: 'Media', fr: 'Médias', es: 'Medios de comunicación', ru: 'Средства массовой информации', zh: '媒体', ar: 'وسائط الإعلام' }),
  line('C10', { en: 'Ethical dimensions of the information society', fr: "Dimensions éthiques de la société de l'information", es: 'Dimensiones éticas de la sociedad de la información', ru: 'Этические аспекты информационного общества', zh: '信息社会的道德问题', ar: 'الأبعاد الأخلاقية لمجتمع المعلومات' }),
  line('C11', { en: 'International and regional cooperation', fr: 'Coopération internationale et régionale', es: 'Cooperación internacional y regional', ru: 'Международное и региональное сотрудничество', zh: '国际和区域合作', ar: 'التعاون الدولي والإقليمي' }),
];
