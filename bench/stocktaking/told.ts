/** Initiatives of our own in six languages, with places for a name, a country and two figures. */
import type { Language } from '@suivi/texts';

export const TOLD: readonly Record<Language, { title: string; description: string[] }>[] = [
  {
    en: {
      title: '{name}: computers for village schools',
      description: [
        '{name} brings used computers to {few} village schools in {place}.',
        'Teachers learn how to mend them.',
        'So far {many} pupils have had lessons with them.',
      ],
    },
    fr: {
      title: '{name} : des ordinateurs pour les écoles de village',
      description: [
        '{name} apporte des ordinateurs d’occasion à {few} écoles de village ({place}).',
        'Les enseignants apprennent à les réparer.',
        'À ce jour, {many} élèves ont eu cours avec eux.',
      ],
    },
    es: {
      title: '{name}: ordenadores para escuelas rurales',
      description: [
        '{name} lleva ordenadores usados a {few} escuelas de aldea ({place}).',
        'Los maestros aprenden a repararlos.',
        'Hasta ahora {many} alumnos han tenido clase con ellos.',
      ],
    },
    ru: {
      title: '{name}: компьютеры сельским школам',
      description: [
        '{name} передаёт подержанные компьютеры {few} сельским школам ({place}).',
        'Учителя учатся их чинить.',
        'На них уже занимались {many} учеников.',
      ],
    },
    zh: {
      title: '{name}：乡村学校电脑计划',
      description: [
        '{name}为{place}的{few}所乡村学校提供旧电脑。',
        '教师学习如何维修。',
        '迄今已有{many}名学生用其上课。',
      ],
    },
    ar: {
      title: '{name}: حواسيب لمدارس القرى',
      description: [
        'يحمل {name} حواسيب مستعملة إلى {few} مدرسة قروية ({place}).',
        'ويتعلم المعلمون إصلاحها.',
        'وقد درس بها حتى الآن {many} تلميذ.',
      ],
    },
  },
  {
    en: {
      title: 'Health lines by telephone with {name}',
      description: [
        'Nurses in {place} answer mothers by telephone through {name}.',
        'There are {few} nurses in the service.',
        'They took {many} calls last year.',
      ],
    },
    fr: {
      title: 'La santé au bout du fil avec {name}',
      description: [
        'Des infirmières ({place}) répondent aux mères par téléphone grâce à {name}.',
        'Le service compte {few} infirmières.',
        'Elles ont pris {many} appels l’an dernier.',
      ],
    },
    es: {
      title: 'Salud por teléfono con {name}',
      description: [
        'Enfermeras de {place} responden a las madres por teléfono mediante {name}.',
        'El servicio tiene {few} enfermeras.',
        'Atendieron {many} llamadas el año pasado.',
      ],
    },
    ru: {
      title: 'Здоровье по телефону: {name}',
      description: [
        'Медсёстры ({place}) отвечают матерям по телефону через {name}.',
        'В службе {few} медсестёр.',
        'За прошлый год они приняли {many} звонков.',
      ],
    },
    zh: {
      title: '{name}电话健康热线',
      description: ['{place}的护士通过{name}电话解答母亲们的问题。', '该服务有{few}名护士。', '去年接听{many}个来电。'],
    },
    ar: {
      title: 'الصحة عبر الهاتف مع {name}',
      description: [
        'ترد ممرضات ({place}) على الأمهات هاتفياً عبر {name}.',
        'تضم الخدمة {few} ممرضة.',
        'وتلقت {many} مكالمة في العام الماضي.',
      ],
    },
  },
  {
    en: {
      title: '{name}, a map of wells',
      description: [
        'Volunteers draw every well of {place} on the open map {name}.',
        'By now {many} wells are on it.',
        'The work is led from {few} villages.',
      ],
    },
    fr: {
      title: '{name}, une carte des puits',
      description: [
        'Des bénévoles portent chaque puits ({place}) sur la carte libre {name}.',
        'Elle en compte désormais {many}.',
        'Le travail est mené depuis {few} villages.',
      ],
    },
    es: {
      title: '{name}, un mapa de pozos',
      description: [
        'Voluntarios dibujan cada pozo de {place} en el mapa abierto {name}.',
        'Ya hay {many} pozos.',
        'El trabajo se dirige desde {few} aldeas.',
      ],
    },
    ru: {
      title: '{name}: карта колодцев',
      description: [
        'Добровольцы наносят каждый колодец ({place}) на открытую карту {name}.',
        'На ней уже {many} колодцев.',
        'Работу ведут из {few} деревень.',
      ],
    },
    zh: {
      title: '{name}：水井地图',
      description: ['志愿者把{place}的每口水井标在开放地图{name}上。', '现已标注{many}口。', '工作由{few}个村庄牵头。'],
    },
    ar: {
      title: '{name}، خريطة للآبار',
      description: [
        'يرسم متطوعون كل بئر ({place}) على الخريطة المفتوحة {name}.',
        'وعليها الآن {many} بئر.',
        'ويُدار العمل من {few} قرية.',
      ],
    },
  },
  {
    en: {
      title: 'Coding clubs for girls: {name}',
      description: [
        'In {few} clubs across {place} girls write their first programs.',
        'The clubs are called {name}.',
        'They have reached {many} girls.',
      ],
    },
    fr: {
      title: 'Des clubs de programmation pour les filles : {name}',
      description: [
        'Dans {few} clubs ({place}), des filles écrivent leurs premiers programmes.',
        'Les clubs s’appellent {name}.',
        'Ils ont touché {many} filles.',
      ],
    },
    es: {
      title: 'Clubes de programación para niñas: {name}',
      description: [
        'En {few} clubes de {place} las niñas escriben sus primeros programas.',
        'Los clubes se llaman {name}.',
        'Han llegado a {many} niñas.',
      ],
    },
    ru: {
      title: 'Кружки программирования для девочек: {name}',
      description: [
        'В {few} кружках ({place}) девочки пишут свои первые программы.',
        'Кружки называются {name}.',
        'Они охватили {many} девочек.',
      ],
    },
    zh: {
      title: '女孩编程俱乐部：{name}',
      description: ['在{place}的{few}个俱乐部里，女孩们编写第一个程序。', '俱乐部名为{name}。', '已惠及{many}名女孩。'],
    },
    ar: {
      title: 'نوادي البرمجة للفتيات: {name}',
      description: [
        'في {few} نادياً ({place}) تكتب الفتيات أولى برامجهن.',
        'واسم النوادي {name}.',
        'وقد بلغت {many} فتاة.',
      ],
    },
  },
  {
    en: {
      title: '{name}: farm prices on every phone',
      description: [
        'Farmers of {place} read prices of {few} markets on {name}.',
        'It needs no internet.',
        'A message goes out to {many} farmers each morning.',
      ],
    },
    fr: {
      title: '{name} : les prix agricoles sur chaque téléphone',
      description: [
        'Les agriculteurs ({place}) lisent les prix de {few} marchés sur {name}.',
        'Aucune connexion n’est nécessaire.',
        'Chaque matin, un message part vers {many} agriculteurs.',
      ],
    },
    es: {
      title: '{name}: precios del campo en cada teléfono',
      description: [
        'Los agricultores de {place} leen los precios de {few} mercados en {name}.',
        'No hace falta conexión.',
        'Cada mañana sale un mensaje a {many} agricultores.',
      ],
    },
    ru: {
      title: '{name}: цены для крестьян в каждом телефоне',
      description: [
        'Крестьяне ({place}) узнают цены {few} рынков через {name}.',
        'Связь с сетью не нужна.',
        'Каждое утро сообщение получают {many} хозяйств.',
      ],
    },
    zh: {
      title: '{name}：手机上的农产品价格',
      description: ['{place}的农民通过{name}查看{few}个市场的价格。', '无需上网。', '每天早晨向{many}名农民发送消息。'],
    },
    ar: {
      title: '{name}: أسعار المحاصيل على كل هاتف',
      description: [
        'يقرأ مزارعو {place} أسعار {few} سوقاً عبر {name}.',
        'ولا حاجة إلى اتصال بالشبكة.',
        'وتصل رسالة كل صباح إلى {many} مزارع.',
      ],
    },
  },
  {
    en: {
      title: 'Signing law online with {name}',
      description: [
        'Citizens of {place} read and comment on bills through {name}.',
        'There were {few} bills in the first year.',
        'They drew {many} comments.',
      ],
    },
    fr: {
      title: 'Commenter la loi en ligne avec {name}',
      description: [
        'Les citoyens ({place}) lisent et commentent les projets de loi sur {name}.',
        'La première année en a compté {few}.',
        'Ils ont reçu {many} commentaires.',
      ],
    },
    es: {
      title: 'Comentar las leyes en línea con {name}',
      description: [
        'Los ciudadanos de {place} leen y comentan los proyectos de ley en {name}.',
        'El primer año hubo {few}.',
        'Recibieron {many} comentarios.',
      ],
    },
    ru: {
      title: 'Законы обсуждают в сети: {name}',
      description: [
        'Граждане ({place}) читают и обсуждают законопроекты на {name}.',
        'В первый год их было {few}.',
        'К ним поступило {many} замечаний.',
      ],
    },
    zh: {
      title: '{name}：在线评议法案',
      description: ['{place}公民通过{name}阅读并评论法案。', '第一年有{few}项法案。', '收到{many}条评论。'],
    },
    ar: {
      title: 'التعليق على القوانين عبر {name}',
      description: [
        'يقرأ مواطنو {place} مشاريع القوانين ويعلقون عليها في {name}.',
        'بلغ عددها في العام الأول {few}.',
        'وتلقت {many} تعليقاً.',
      ],
    },
  },
];
