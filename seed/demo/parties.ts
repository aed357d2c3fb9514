import type { Language } from '@suivi/texts';

interface DemoParty {
  code: string;
  kind: 'body' | 'office' | 'group' | 'organisation';
  names: Record<Language, string>;
}

/** Bodies, offices and groups of the demonstration. Those of the United Nations bear their own names. */
export const PARTIES: readonly DemoParty[] = [
  { code: 'council', kind: 'body', names: { en: 'Council', fr: 'Conseil', es: 'Consejo', ru: 'Совет', zh: '理事会', ar: 'المجلس' } },
  { code: 'pp', kind: 'body', names: { en: 'Plenipotentiary Conference', fr: 'Conférence de plénipotentiaires', es: 'Conferencia de Plenipotenciarios', ru: 'Полномочная конференция', zh: '全权代表大会', ar: 'مؤتمر المندوبين المفوضين' } },
  { code: 'wg-bridges', kind: 'body', names: { en: 'Working Group on Digital Bridges', fr: 'Groupe de travail sur les ponts numériques', es: 'Grupo de Trabajo sobre Puentes Digitales', ru: 'Рабочая группа по цифровым мостам', zh: '数字桥梁工作组', ar: 'الفريق العامل المعني بالجسور الرقمية' } },
  { code: 'ecosoc', kind: 'body', names: { en: 'Economic and Social Council', fr: 'Conseil économique et social', es: 'Consejo Económico y Social', ru: 'Экономический и Социальный Совет', zh: '经济及社会理事会', ar: 'المجلس الاقتصادي والاجتماعي' } },
  { code: 'cstd', kind: 'body', names: { en: 'Commission on Science and Technology for Development', fr: 'Commission de la science et de la technique au service du développement', es: 'Comisión de Ciencia y Tecnología para el Desarrollo', ru: 'Комиссия по науке и технике в целях развития', zh: '科学和技术促进发展委员会', ar: 'اللجنة المعنية بتسخير العلم والتكنولوجيا لأغراض التنمية' } },
  { code: 'hlpf', kind: 'body', names: { en: 'High-level political forum', fr: 'Forum politique de haut niveau', es: 'Foro político de alto nivel', ru: 'Политический форум высокого уровня', zh: '高级别政治论坛', ar: 'المنتدى السياسي الرفيع المستوى' } },
  { code: 'sg', kind: 'office', names: { en: 'Secretary-General', fr: 'Secrétaire général', es: 'Secretario General', ru: 'Генеральный секретарь', zh: '秘书长', ar: 'الأمين العام' } },
  { code: 'directors', kind: 'office', names: { en: 'Directors of the Bureaux', fr: 'Directeurs des Bureaux', es: 'Directores de las Oficinas', ru: 'Директора Бюро', zh: '各局主任', ar: 'مديرو المكاتب' } },
  { code: 'director-development', kind: 'office', names: { en: 'Director of the Development Bureau', fr: 'Directeur du Bureau de développement', es: 'Director de la Oficina de Desarrollo', ru: 'Директор Бюро развития', zh: '发展局主任', ar: 'مدير مكتب التنمية' } },
  { code: 'union', kind: 'office', names: { en: 'Union', fr: 'Union', es: 'Unión', ru: 'Союз', zh: '本联盟', ar: 'الاتحاد' } },
  { code: 'member-states', kind: 'group', names: { en: 'Member States', fr: 'États Membres', es: 'Estados Miembros', ru: 'Государства-Члены', zh: '成员国', ar: 'الدول الأعضاء' } },
  { code: 'members', kind: 'group', names: { en: 'Members', fr: 'Membres', es: 'Miembros', ru: 'Члены', zh: '成员', ar: 'الأعضاء' } },
  { code: 'sector-members', kind: 'group', names: { en: 'Sector Members', fr: 'Membres de Secteur', es: 'Miembros de Sector', ru: 'Члены Секторов', zh: '部门成员', ar: 'أعضاء القطاعات' } },
  { code: 'regional-organizations', kind: 'group', names: { en: 'Regional organizations', fr: 'Organisations régionales', es: 'Organizaciones regionales', ru: 'Региональные организации', zh: '区域组织', ar: 'المنظمات الإقليمية' } },
];

/** People of the demonstration; none has a password. */
export const PEOPLE = [
  { name: 'Amara Diallo', email: 'officer@example.org', role: 'officer' },
  { name: 'Li Wen', email: 'reviewer@example.org', role: 'reviewer' },
  { name: 'Sofía Rojas', email: 'focal@example.org', role: 'focal-point' },
  { name: 'Jonas Berg', email: 'chair@example.org', role: 'chair' },
] as const;
