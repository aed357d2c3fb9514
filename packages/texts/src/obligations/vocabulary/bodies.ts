/**
 * Bodies that receive or pass on what is owed, by the code that the register uses. Pieces of regular expressions in six
 * languages, on plain text (see plain.ts). The longest reading at a place wins, so "Economic and Social Council" is
 * never read as a council of ITU. Codes follow the names the bodies give themselves.
 */
export const BODIES: readonly (readonly [code: string, pieces: readonly string[]])[] = [
  [
    'cwg-wsis-sdg',
    [
      'GTC-SMSI ?(?:et|&|\\/) ?(?:les )?ODD',
      'CWG-WSIS ?(?:and|&|\\/) ?(?:the )?SDGs?',
      "Groupe de travail du Conseil(?: \\(GTC\\))? sur le (?:SMSI|Sommet mondial sur la société de l'information(?: \\(SMSI\\))?)(?: et (?:les )?(?:ODD|Objectifs de développement durable))?",
      'Council Working Group on (?:the )?(?:WSIS|World Summit on the Information Society)(?: ?(?:and|&) (?:the )?(?:SDGs|Sustainable Development Goals))?',
      'GTC-CMSI ?y ?ODS',
      'РГС-ВВУИО ?и ?ЦУР',
    ],
  ],
  [
    'cwg',
    [
      'Council Working Groups?(?: on [^,;.]{3,60}?)?(?=[,;. ])',
      'Groupes? de travail du Conseil',
      'CWG-[A-Z]+',
      'GTC-[A-Z]+',
      'Grupos? de Trabajo del Consejo',
      'Рабоч(?:ая|ей) групп(?:а|е|ы) Совета',
      '理事会工作组',
    ],
  ],
  [
    'ecosoc',
    [
      'Economic and Social Council',
      'ECOSOC',
      "Conseil économique et social(?: de (?:l'ONU|l'Organisation des Nations Unies))?",
      'Consejo Económico y Social',
      'Экономическ(?:ий|ому|ого|им) и Социальн(?:ый|ому|ого|ым) Совет(?:у|а|ом)?',
      'ЭКОСОС',
      '经济及社会理事会',
      '经社理事会',
      'المجلس الاقتصادي والاجتماعي',
    ],
  ],
  [
    'cstd',
    [
      '(?:Committee|Commission) on Science,? (?:and )?Technology (?:for|and) Development',
      'CSTD',
      'Commission (?:de la|sur la) science et (?:de la|de) (?:technique|technologie) au service du développement(?: \\(CSTD\\))?',
      'Comisión de Ciencia y Tecnología para el Desarrollo',
      'Комисси(?:я|и|ю|ей) по науке и технике в целях развития',
      '科学和技术促进发展委员会',
      'اللجنة المعنية بتسخير العلم والتكنولوجيا لأغراض التنمية',
    ],
  ],
  [
    'hlpf',
    [
      'high-level political forum(?: on sustainable development)?',
      'HLPF',
      "(?:Forum politique de haut niveau|Forum HLPF)(?: (?:annuel )?(?:pour le développement durable|du Conseil économique et social|de l'Assemblée générale(?: des Nations Unies)?))?(?: \\(HLPF\\))?",
      "Forum politique de haut niveau annuel de l'Assemblée générale(?: des Nations Unies)?",
      'foro político de alto nivel(?: sobre el desarrollo sostenible)?',
      'политическ(?:ий|ому|ого) форум(?:у|а)? высокого уровня',
      '高级别政治论坛',
      'المنتدى السياسي الرفيع المستوى',
    ],
  ],
  [
    'ga',
    [
      'General Assembly',
      'Assemblée générale(?: des Nations Unies)?',
      'Asamblea General',
      'Генеральн(?:ая|ой|ую) Ассамбле(?:я|е|ю|и)',
      '大会',
      'الجمعية العامة',
    ],
  ],
  [
    'sc',
    [
      'Security Council',
      'Conseil de sécurité',
      'Consejo de Seguridad',
      'Совет(?:у|а)? Безопасности',
      '安全理事会',
      'مجلس الأمن',
    ],
  ],
  [
    'hrc',
    [
      'Human Rights Council',
      "Conseil des droits de l'homme",
      'Consejo de Derechos Humanos',
      'Совет(?:у|а)? по правам человека',
      '人权理事会',
      'مجلس حقوق الإنسان',
    ],
  ],
  [
    'unea',
    [
      '(?:United Nations )?Environment Assembly(?: of the United Nations Environment Programme)?',
      "Assemblée (?:des Nations Unies )?pour l'environnement",
      'Asamblea de las Naciones Unidas sobre el Medio Ambiente',
    ],
  ],
  [
    'habitat-assembly',
    [
      '(?:United Nations )?Habitat Assembly(?: of the United Nations Human Settlements Programme)?',
      "Assemblée des Nations Unies pour l'habitat",
      'UN-Habitat Assembly',
    ],
  ],
  [
    'executive-board',
    [
      'Executive Board(?: of the United Nations Human Settlements Programme)?',
      'Conseil exécutif',
      "Conseil d'administration",
    ],
  ],
  ['cpr', ['Committee of Permanent Representatives', 'Comité des représentants permanents']],
  ['second-committee', ['Second Committee', 'Deuxième Commission']],
  [
    'pp',
    [
      'Plenipotentiary Conferences?(?: \\(PP(?:-\\d\\d)?\\))?',
      "Conférences? de plénipotentiaires(?: de l'UIT)?",
      'Conferencia de Plenipotenciarios',
      'Полномочн(?:ая|ой|ую) конференци(?:я|и|ю)',
      '全权代表大会',
      'مؤتمر المندوبين المفوضين',
      'PP(?:-\\d\\d)?(?!\\p{L})',
    ],
  ],
  [
    'wtdc',
    [
      'World Telecommunication Development Conferences?(?: \\(WTDC(?:-\\d\\d)?\\))?',
      'WTDC(?:-\\d\\d)?',
      'Conférence mondiale de développement des télécommunications',
      'CMDT(?:-\\d\\d)?',
      'Conferencia Mundial de Desarrollo de las Telecomunicaciones',
      'ВКРЭ(?:-\\d\\d)?',
      '世界电信发展大会',
    ],
  ],
  [
    'wtsa',
    [
      'World Telecommunication Standardization Assembl(?:y|ies)(?: \\(WTSA(?:-\\d\\d)?\\))?',
      'WTSA(?:-\\d\\d)?',
      'Assemblée mondiale de normalisation des télécommunications',
      'AMNT(?:-\\d\\d)?',
      'ВАСЭ(?:-\\d\\d)?',
      '世界电信标准化全会',
    ],
  ],
  [
    'wrc',
    [
      'World Radiocommunication Conferences?',
      'WRC(?:-\\d\\d)?',
      'Conférence mondiale des radiocommunications',
      'CMR(?:-\\d\\d)?',
      'Conferencia Mundial de Radiocomunicaciones',
      'ВКР(?:-\\d\\d)?',
      '世界无线电通信大会',
    ],
  ],
  ['ra', ['Radiocommunication Assembly', 'Assemblée des radiocommunications']],
  ['tdag', ['Telecommunication Development Advisory Group', 'TDAG', 'GCDT']],
  ['tsag', ['Telecommunication Standardization Advisory Group', 'TSAG', 'GCNT']],
  ['rag', ['Radiocommunication Advisory Group', 'Groupe consultatif des radiocommunications']],
  [
    'council',
    [
      'ITU Council',
      'Council of (?:the )?ITU',
      "Conseil de l'UIT",
      '(?<!(?:Security|Rights|Social|Executive|Governing|Advisory|European|[Nn]ational) )Council(?! (?:of |on |for [A-Z]|resolution|decision|[Ww]orking|[Mm]embers|Member))',
      "Conseil(?! (?:d'|de |des |du |économique|exécutif|national))",
      'Consejo de la UIT',
      'Совет(?:у|а)? МСЭ',
      '国际电联理事会',
      'مجلس الاتحاد',
    ],
  ],
  [
    'ungis',
    [
      'United Nations Group on the Information Society(?: \\(UNGIS\\))?',
      'UNGIS',
      "Groupe des Nations Unies sur la société de l'information(?: \\(UNGIS\\))?",
    ],
  ],
  [
    'wsis-task-force',
    ['(?:ITU )?WSIS(?: ?(?:&|and) ?SDGs?)? Task Force', "Groupe spécial(?: de l'UIT)? sur le SMSI(?: et les ODD)?"],
  ],
  [
    'sg',
    [
      'Secretary-General(?! of the (?:Conference|League))',
      'Secrétaire général(?! adjoint)',
      'Secretario General',
      'Генеральн(?:ый|ому|ого|ым) секретар(?:ь|ю|я|ём|ем)',
      '秘书长',
      'الأمين العام',
    ],
  ],
  [
    'secretariat',
    ['(?<!General )Secretariat', 'Secrétariat(?! (?:général|du))', 'Secretaría', 'секретариат', '秘书处', 'الأمانة'],
  ],
  [
    'ohchr',
    [
      'Office of the (?:United Nations )?High Commissioner for Human Rights',
      "Haut-Commissariat(?: des Nations Unies)? aux droits de l'homme",
    ],
  ],
  [
    'member-states',
    [
      'Member States',
      'États [Mm]embres',
      'Estados Miembros',
      'Государств(?:а|ам)-[Чч]лен(?:ы|ам)',
      '成员国',
      'الدول الأعضاء',
    ],
  ],
  [
    'members',
    [
      'members(?! of)',
      "(?<!États |États-|Etats )membres(?! (?:de l|du |d'|de (?:la|son|leur)))",
      'ITU membership',
      "membres de l'UIT",
    ],
  ],
  ['itu', ['International Telecommunication Union', "(?<!Conseil de l')UIT(?!-)", 'ITU(?!-| Council)']],
];
