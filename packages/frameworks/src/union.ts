import type { Concept, Labels } from './concept.ts';

const REPORT = 'Report of the Council working group on WSIS and the SDGs, 2.10 (in French)';

const of =
  (scheme: string, prefix: string) =>
  (number: string, labels: Labels, official: Concept['official'] = {}): Concept => ({
    code: `${prefix} ${number}`,
    short: `${prefix} ${number}`,
    scheme,
    parent: number.includes('.') ? `${prefix} ${number.split('.')[0] ?? ''}` : null,
    labels,
    official,
  });
const plan = of('itu-plan', 'ITU');
const connect = of('connect-2030', 'C2030');

/** Where both lists are from: nobody here has read the resolutions, so every word of them is our own and to be confirmed. */
export const PLAN_SOURCE =
  'To be confirmed: recalled from the strategic plan for 2024-2027 (Resolution 71, Rev. Bucharest, 2022), which was not read here; the two goals are named by a Council report';
export const CONNECT_SOURCE =
  'To be confirmed: recalled from the Connect 2030 Agenda (Resolution 200, Rev. Dubai, 2018), which was not read here; its targets were set for 2023';

/** The goals of the ITU strategic plan 2024-2027 and what is to be reached under each, in our own words. */
export const PLAN: readonly Concept[] = [
  plan(
    '1',
    {
      en: 'Universal connectivity',
      fr: 'Connectivité universelle',
      es: 'Conectividad universal',
      ru: 'Всеобщая возможность установления соединений',
      zh: '普遍连通',
      ar: 'التوصيلية الشاملة',
    },
    { fr: REPORT },
  ),
  plan('1.1', {
    en: 'Broadband coverage everywhere',
    fr: 'Couverture large bande partout',
    es: 'Cobertura de banda ancha en todas partes',
    ru: 'Повсеместный охват широкополосной связью',
    zh: '宽带全覆盖',
    ar: 'تغطية النطاق العريض في كل مكان',
  }),
  plan('1.2', {
    en: 'Broadband that all can afford',
    fr: 'Large bande abordable pour tous',
    es: 'Banda ancha asequible para todos',
    ru: 'Широкополосная связь, приемлемая по цене для всех',
    zh: '人人负担得起的宽带',
    ar: 'نطاق عريض ميسور التكلفة للجميع',
  }),
  plan('1.3', {
    en: 'Broadband in every household',
    fr: 'Large bande dans chaque foyer',
    es: 'Banda ancha en cada hogar',
    ru: 'Широкополосная связь в каждом домохозяйстве',
    zh: '户户通宽带',
    ar: 'نطاق عريض في كل أسرة معيشية',
  }),
  plan('1.4', {
    en: 'Devices for the Internet in everyone’s reach',
    fr: 'Appareils connectés à la portée de chacun',
    es: 'Dispositivos para Internet al alcance de todos',
    ru: 'Доступные каждому устройства для интернета',
    zh: '人人可拥有和使用上网设备',
    ar: 'أجهزة الإنترنت في متناول كل فرد',
  }),
  plan(
    '2',
    {
      en: 'Sustainable digital transformation',
      fr: 'Transformation numérique durable',
      es: 'Transformación digital sostenible',
      ru: 'Устойчивая цифровая трансформация',
      zh: '可持续数字化转型',
      ar: 'التحول الرقمي المستدام',
    },
    { fr: REPORT },
  ),
  plan('2.1', {
    en: 'Digital divides bridged, of gender, age and place above all',
    fr: 'Réduction des fractures numériques, surtout selon le sexe, l’âge et le lieu',
    es: 'Reducción de las brechas digitales, sobre todo de género, edad y lugar',
    ru: 'Преодоление цифровых разрывов, прежде всего по полу, возрасту и месту жительства',
    zh: '弥合数字鸿沟，尤其是性别、年龄和城乡差距',
    ar: 'سد الفجوات الرقمية، ولا سيما بحسب الجنس والعمر والمكان',
  }),
  plan('2.2', {
    en: 'Digital skills for most people',
    fr: 'Compétences numériques pour la majorité',
    es: 'Competencias digitales para la mayoría',
    ru: 'Цифровые навыки у большинства людей',
    zh: '多数人具备数字技能',
    ar: 'مهارات رقمية لدى أغلبية الأفراد',
  }),
  plan('2.3', {
    en: 'The Internet used by all people and businesses',
    fr: 'Internet utilisé par tous, particuliers et entreprises',
    es: 'Internet utilizada por todas las personas y empresas',
    ru: 'Интернетом пользуются все люди и предприятия',
    zh: '所有个人和企业使用互联网',
    ar: 'استعمال الإنترنت من جميع الأفراد والشركات',
  }),
  plan('2.4', {
    en: 'Government services online for most people',
    fr: 'Services publics en ligne pour la majorité',
    es: 'Servicios públicos en línea para la mayoría',
    ru: 'Государственные услуги в интернете для большинства',
    zh: '多数人使用在线政府服务',
    ar: 'خدمات حكومية على الإنترنت لأغلبية الأفراد',
  }),
  plan('2.5', {
    en: 'ICTs that do more for climate and environment',
    fr: 'Des TIC au service du climat et de l’environnement',
    es: 'TIC que contribuyen más al clima y al medio ambiente',
    ru: 'Больший вклад ИКТ в защиту климата и окружающей среды',
    zh: '信息通信技术对气候和环境作出更大贡献',
    ar: 'مساهمة أكبر لتكنولوجيا المعلومات والاتصالات في المناخ والبيئة',
  }),
];

/** The goals of the Connect 2030 Agenda and its targets, in our own words. */
export const CONNECT: readonly Concept[] = [
  connect('1', { en: 'Growth', fr: 'Croissance', es: 'Crecimiento', ru: 'Рост', zh: '增长', ar: 'النمو' }),
  ...targets('1', [
    [
      'Households with Internet',
      'Foyers avec Internet',
      'Hogares con Internet',
      'Домохозяйства с интернетом',
      '接入互联网的家庭',
      'الأسر المتصلة بالإنترنت',
    ],
    [
      'People who use the Internet',
      'Personnes utilisant Internet',
      'Personas que usan Internet',
      'Люди, пользующиеся интернетом',
      '使用互联网的个人',
      'الأفراد الذين يستعملون الإنترنت',
    ],
    [
      'Internet at a lower price',
      'Internet à moindre prix',
      'Internet más barata',
      'Более дешевый интернет',
      '更低价的互联网',
      'إنترنت بسعر أقل',
    ],
    [
      'A digital strategy in every country',
      'Une stratégie numérique dans chaque pays',
      'Una estrategia digital en cada país',
      'Цифровая стратегия в каждой стране',
      '各国均有数字战略',
      'استراتيجية رقمية في كل بلد',
    ],
    [
      'More broadband subscriptions',
      'Davantage d’abonnements large bande',
      'Más suscripciones de banda ancha',
      'Больше подписок на широкополосную связь',
      '更多宽带用户',
      'مزيد من اشتراكات النطاق العريض',
    ],
    [
      'Faster broadband',
      'Large bande plus rapide',
      'Banda ancha más rápida',
      'Более быстрая широкополосная связь',
      '更快的宽带',
      'نطاق عريض أسرع',
    ],
    [
      'Government services used online',
      'Services publics utilisés en ligne',
      'Uso de servicios públicos en línea',
      'Использование государственных онлайн-услуг',
      '使用在线政府服务',
      'استعمال الخدمات الحكومية على الإنترنت',
    ],
  ]),
  connect('2', {
    en: 'Inclusiveness',
    fr: 'Inclusion',
    es: 'Inclusión',
    ru: 'Охват всех',
    zh: '包容性',
    ar: 'الشمول',
  }),
  ...targets('2', [
    [
      'Households with Internet in developing countries',
      'Foyers avec Internet dans les pays en développement',
      'Hogares con Internet en los países en desarrollo',
      'Домохозяйства с интернетом в развивающихся странах',
      '发展中国家接入互联网的家庭',
      'الأسر المتصلة بالإنترنت في البلدان النامية',
    ],
    [
      'Households with Internet in least developed countries',
      'Foyers avec Internet dans les pays les moins avancés',
      'Hogares con Internet en los países menos adelantados',
      'Домохозяйства с интернетом в наименее развитых странах',
      '最不发达国家接入互联网的家庭',
      'الأسر المتصلة بالإنترنت في أقل البلدان نمواً',
    ],
    [
      'Internet users in developing countries',
      'Internautes dans les pays en développement',
      'Usuarios de Internet en los países en desarrollo',
      'Пользователи интернета в развивающихся странах',
      '发展中国家的互联网用户',
      'مستعملو الإنترنت في البلدان النامية',
    ],
    [
      'Internet users in least developed countries',
      'Internautes dans les pays les moins avancés',
      'Usuarios de Internet en los países menos adelantados',
      'Пользователи интернета в наименее развитых странах',
      '最不发达国家的互联网用户',
      'مستعملو الإنترنت في أقل البلدان نمواً',
    ],
    [
      'A smaller gap in what broadband costs',
      'Un écart de prix réduit',
      'Menor diferencia de precios',
      'Меньший разрыв в ценах',
      '缩小价格差距',
      'تقليص فجوة الأسعار',
    ],
    [
      'Broadband for a small part of income',
      'Large bande pour une faible part du revenu',
      'Banda ancha por una pequeña parte del ingreso',
      'Широкополосная связь за малую долю дохода',
      '宽带费用仅占收入的一小部分',
      'نطاق عريض مقابل جزء صغير من الدخل',
    ],
    [
      'Broadband coverage',
      'Couverture large bande',
      'Cobertura de banda ancha',
      'Охват широкополосной связью',
      '宽带覆盖',
      'تغطية النطاق العريض',
    ],
    [
      'Women and men alike online and with a phone',
      'Femmes et hommes à égalité en ligne et au téléphone',
      'Mujeres y hombres por igual en línea y con teléfono',
      'Равный доступ женщин и мужчин к интернету и телефону',
      '男女平等上网和拥有手机',
      'المساواة بين النساء والرجال في الإنترنت والهاتف',
    ],
    [
      'Conditions for persons with disabilities',
      'Conditions favorables aux personnes handicapées',
      'Condiciones para las personas con discapacidad',
      'Условия для людей с инвалидностью',
      '为残疾人创造条件',
      'ظروف مواتية للأشخاص ذوي الإعاقة',
    ],
    [
      'ICT skills of young people and adults',
      'Compétences TIC des jeunes et des adultes',
      'Competencias en TIC de jóvenes y adultos',
      'Навыки ИКТ у молодежи и взрослых',
      '青年和成人的信息通信技术技能',
      'مهارات الشباب والكبار في تكنولوجيا المعلومات والاتصالات',
    ],
  ]),
  connect('3', {
    en: 'Sustainability',
    fr: 'Durabilité',
    es: 'Sostenibilidad',
    ru: 'Устойчивость',
    zh: '可持续性',
    ar: 'الاستدامة',
  }),
  ...targets('3', [
    [
      'Readiness in cybersecurity',
      'Préparation en cybersécurité',
      'Preparación en ciberseguridad',
      'Готовность в области кибербезопасности',
      '网络安全准备程度',
      'الجاهزية في الأمن السيبراني',
    ],
    [
      'Electronic waste recycled',
      'Recyclage des déchets électroniques',
      'Reciclaje de residuos electrónicos',
      'Переработка электронных отходов',
      '电子废弃物回收',
      'إعادة تدوير المخلفات الإلكترونية',
    ],
    [
      'Laws on electronic waste',
      'Législation sur les déchets électroniques',
      'Legislación sobre residuos electrónicos',
      'Законы об электронных отходах',
      '电子废弃物立法',
      'تشريعات بشأن المخلفات الإلكترونية',
    ],
    [
      'Greenhouse gases avoided through ICTs',
      'Gaz à effet de serre évités grâce aux TIC',
      'Gases de efecto invernadero evitados gracias a las TIC',
      'Предотвращенные благодаря ИКТ выбросы',
      '通过信息通信技术减少温室气体',
      'غازات الدفيئة التي تُتجنب بفضل التكنولوجيا',
    ],
    [
      'A plan for telecommunications in emergencies',
      'Un plan de télécommunications d’urgence',
      'Un plan de telecomunicaciones de emergencia',
      'План электросвязи в чрезвычайных ситуациях',
      '应急通信计划',
      'خطة للاتصالات في حالات الطوارئ',
    ],
  ]),
  connect('4', { en: 'Innovation', fr: 'Innovation', es: 'Innovación', ru: 'Инновации', zh: '创新', ar: 'الابتكار' }),
  ...targets('4', [
    [
      'Policies that further innovation',
      'Politiques favorables à l’innovation',
      'Políticas que fomentan la innovación',
      'Политика, способствующая инновациям',
      '促进创新的政策',
      'سياسات تشجع الابتكار',
    ],
  ]),
  connect('5', {
    en: 'Partnership',
    fr: 'Partenariat',
    es: 'Alianzas',
    ru: 'Партнерство',
    zh: '伙伴关系',
    ar: 'الشراكة',
  }),
  ...targets('5', [
    [
      'More partnerships that work',
      'Davantage de partenariats efficaces',
      'Más alianzas eficaces',
      'Больше действенных партнерств',
      '更多有效的伙伴关系',
      'مزيد من الشراكات الفعالة',
    ],
  ]),
];

// In the order in which the targets are numbered: en, fr, es, ru, zh, ar.
function targets(
  goal: string,
  names: readonly (readonly [string, string, string, string, string, string])[],
): Concept[] {
  return names.map(([en, fr, es, ru, zh, ar], i) => connect(`${goal}.${i + 1}`, { en, fr, es, ru, zh, ar }));
}
