import type { Vocabulary } from './types.ts';

const re =
  'mettre|soumettre|transmettre|permettre|remettre|admettre|promettre|prendre|entreprendre|comprendre|apprendre|rendre|faire|satisfaire|poursuivre|suivre|être|inscrire|décrire|souscrire|écrire|connaître|reconnaître|construire|réduire|conduire|produire|traduire|introduire|étendre|tendre|répondre|défendre|joindre|adjoindre|atteindre|restreindre|éteindre|vivre|inclure|conclure|exclure|résoudre|dire|combattre|débattre|battre|accroître|lire|élire|instruire|croire|perdre|vendre|craindre|paraître|disparaître|convaincre|interdire';
const not =
  '(?!avenir\\b|particulier\\b|premier\\b|dernier\\b|courrier\\b|papier\\b|février\\b|janvier\\b|atelier\\b|dossier\\b|chantier\\b|calendrier\\b|savoir-|leader\\b|étranger\\b|cahier\\b|métier\\b|danger\\b|hier\\b|financier\\b|régulier\\b|entier\\b|foncier\\b|quartier\\b|mer\\b|fer\\b)';
const clitic = "(?:ne pas |s'|se |les |la |le |l'|en |y |lui |leur )*";
const verb = `${clitic}(?<verb>${not}(?:\\p{L}+(?:er|ir|oir)|${re}))(?!\\p{L})`;
const adv = '(?:également |aussi |en outre |de nouveau |vivement |instamment |ensuite |par ailleurs )*';

/** French of the United Nations and of ITU: texts of General Assembly, councils, conferences and their reports. */
export const fr: Vocabulary = {
  asks: {
    decides: 'décide|décident|convient|autorise',
    instructs: 'charge|donne pour instruction|donne mandat|mandate|ordonne',
    requests: 'prie|demande|exige',
    invites: 'invite|invitent',
    encourages: 'encourage',
    recommends: 'recommande|préconise|suggère|propose|conseille',
    urges:
      'exhorte|prie instamment|prie vivement|demande instamment|engage|appelle|lance un appel|fait appel|adjure|enjoint|engage vivement|demande de façon pressante',
  },
  informs:
    "accueille|note|prend note|prend acte|rappelle|réaffirme|affirme|reconnaît|constate|souligne|insiste|salue|se félicite|se déclare|se dit|déplore|regrette|condamne|considère|appelle l'attention|attire l'attention|appuie|soutient|approuve|adopte|fait sienne?s?|exprime|attend avec intérêt|réitère|sait gré|remercie|félicite|confirme|déclare|proclame|se réjouit|estime|s'inquiète|est consciente?|est d'avis|mesure|rend hommage|demeure|reste|met l'accent|met en relief|est convaincue?|note avec|s'engage|abroge|crée|établit|fait observer|tient compte",
  lead: `(?:et |mais |tout en |, )*(?:,? ?(?:à cet égard|à ce sujet|dans ce contexte|à cette fin|en conséquence|par conséquent|dans cette optique|notamment|en particulier|à ce propos|dans cet esprit),? )?${adv}`,
  renews: [
    [
      'requests',
      '(?:réitère|renouvelle|rappelle) (?:sa|la) (?:demande|requête)(?: tendant à ce que| faite| adressée)?(?= )',
    ],
    ['urges', "(?:réitère|renouvelle|lance de nouveau) (?:son|l'|un) ?appel(?: lancé)?"],
    ['invites', "(?:réitère|renouvelle) (?:son|l')invitation|(?:réitère|renouvelle) son invitation"],
    ['recommends', '(?:réitère|renouvelle) (?:sa|la) recommandation'],
  ],
  we: [
    ['decides', `nous ${adv}(?:décidons|convenons)(?: également| en outre)?`],
    ['requests', `nous ${adv}(?:demandons|prions)(?: également| en outre)?`],
    ['invites', `nous ${adv}invitons(?: également| en outre)?`],
    ['encourages', `nous ${adv}encourageons(?: également| en outre)?`],
    ['recommends', `nous ${adv}recommandons(?: également| en outre)?`],
    ['urges', `nous ${adv}(?:exhortons|engageons|appelons|prions instamment)(?: également| en outre)?`],
  ],
  passive: [
    ['requests', '(?:est|sont|a été|ont été|avait été) (?:également |en outre |aussi )?priée?s?'],
    ['instructs', '(?:est|sont|a été|ont été) (?:également |en outre |aussi )?chargée?s?'],
    ['invites', '(?:est|sont|a été|ont été) (?:également |en outre |aussi )?invitée?s?'],
    ['encourages', '(?:est|sont|a été|ont été) (?:également |en outre |aussi |vivement )?encouragée?s?'],
    [
      'urges',
      '(?:est|sont|a été|ont été) (?:également |en outre |aussi |instamment )?(?:exhortée?s?|engagée?s? à|appelée?s?)',
    ],
  ],
  active: [
    ['requests', '(?:a|ont) (?:également |en outre |aussi )?(?:demandé|prié)'],
    ['instructs', '(?:a|ont) (?:également |en outre |aussi )?chargé'],
    ['invites', '(?:a|ont) (?:également |en outre |aussi )?invité'],
    ['encourages', '(?:a|ont) (?:également |en outre |aussi |vivement )?encouragé'],
    ['recommends', '(?:a|ont) (?:également |en outre |aussi )?recommandé'],
    ['urges', '(?:a|ont) (?:également |en outre |aussi )?(?:exhorté|engagé|appelé)'],
    [
      'decides',
      '(?:est|sont) (?:également |en outre |aussi )?convenue?s?|(?:a|ont) (?:également |en outre |aussi )?décidé',
    ],
  ],
  nested: [
    ['instructs', "(?:de |d')(?:charger|donner pour instruction)"],
    ['requests', "(?:de |d')(?:prier|demander)"],
    ['invites', "(?:de |d')inviter"],
    ['encourages', "(?:de |d')encourager"],
    ['recommends', "(?:de |d')recommander"],
    ['urges', "(?:de |d')(?:exhorter|engager instamment|appeler)"],
  ],
  performative:
    'approuver|adopter|confirmer|réaffirmer|affirmer|entériner|noter|prendre note|prendre acte|reconnaître|abroger|supprimer|proclamer|déclarer|accepter|élire|désigner|modifier comme|faire sien',
  infinitive: `(?:de |d'|à )${verb}`,
  bare: verb,
  that: "(?:que |qu')",
  shall: '(?:doit|doivent|devra|devront|devrait|devraient|peut|peuvent|pourra|pourront|sera|seront)',
  and: '(?:,? et|,|;|, ainsi que| ainsi que|,? et aussi|,? et également)',
  join: ', et |, ainsi que | ainsi que |, | et ',
  rider:
    "(?:en (?:collaboration|coopération|consultation|concertation|coordination|étroite|liaison|partenariat|particulier|tenant|vertu|sa qualité|application|leur)|dans|selon|s'il|le cas échéant|compte tenu|par l'intermédiaire|avec|agissant|notamment|y compris|sous réserve|conformément|lorsque|lors|quand|à sa|à leur|au titre|sur la base|pour|agissant|après|qui|dont|tels? que|telles? que|en |afin|sans|au moyen|à ce titre|au nom|sous)",
  actor:
    'Secrétaires?|Secrétariats?|Directeurs?|Directrices?|États?|Etats?|gouvernements?|commissions?|comités?|Conseils?|Assemblées?|groupes?|parties prenantes|parties|entités|organisations?|organismes?|institutions?|programmes?|membres?|pays|communautés?|secteurs?|société|partenaires?|organes?|coordonnateurs?|Union|bureaux?|rapporteure?s?|représentante?s?|experts?|présidente?s?|vice-présidents?|partenariat|donateurs?|conférences?|fonds|centres?|universités?|milieux|entreprises?|acteurs?|mécanismes?|administrations?|associés?|opérateurs?|forum|équipes?|régulateurs?|Haut-Commissaire|Haut-Commissariat|UIT|établissements?|autorités|dirigeants|parlements?|réunion|bailleurs|industrie|autres|celles|ceux|agences?|CMDT|AMNT|CMR|AR|Secteurs|GTC',
  preposition: "(?:de|du|des|d'|dans|pour|entre|avec|par|sur|à|au|aux|en|chargé)",
  anaphor:
    "(?:(?:les|la|le|l'|en|y) ?(?=\\p{L}+(?:er|ir|re)(?!\\p{L}))|ce (?:rapport|document)|ces (?:rapports?|informations|feuilles|documents)|cette (?:feuille|contribution|base)|le (?:dit )?rapport(?! sur| de)|les rapports(?! sur| de)|ledit|leurs? (?:résultats|conclusions)|les résultats(?! de| du| des))",
  tail: "(?:,? (?:compte tenu|en vue d|afin d|afin qu|pour (?:que|\\p{L}+(?:er|ir|re)(?!\\p{L}))|notamment|conformément|dans le cadre d|dans les limites|en tenant compte|en tirant|y compris|par l'intermédiaire|par le biais|au moyen d|selon (?:qu|les)|le cas échéant|s'il y a lieu|sur la base d|avec le concours|avec l'assistance|en s'efforçant|en liaison|en collaboration|en coopération|en collaborant|en particulier|en application|à l'appui d|ainsi que d'|tout en|autant qu|qui |pour lesquelles|de façon à|de manière à|en rapport|en ce qui|lors d|pour ce qui|et (?:de|d'|à) |en tant qu|dans les activités|analogues? à|prévue?s? |pour le succès|à l'appui|en ce sens|en faveur))|,(?= (?:au|à|avant|d'ici|dans|et|feuilles?|pour|par|en|dont|sous|qui) ?)",
  transmit:
    'soumettre|soumise?s?|soumis|soumission|rapport|rapports|rendre compte|présenter|présentée?s?|transmettre|communiquer|communiquée?s?|fournir|informer|informée?s?|diffuser|contribuer|contributions?|donner|formuler|recommandations|porter|remettre|adresser|faire part|mettre à la disposition|proposer|élaborer|établir|verser|verse[rz]|faire connaître|tenir|attention|examen',
  to: "(?:à l'intention (?:de la |de l'|des |du |de )|à l'attention (?:de la |de l'|des |du |de )|pour examen par (?:le |la |l'|les )|pour (?:examen|approbation|décision|suite à donner|information) (?:au |à la |à l'|aux )|et du |au |à la |à l'|aux |informer (?:le |la |l'|les )|tenir (?:le |la |l'|les ))",
  via: "(?:par l'intermédiaire (?:de la |de l'|des |du |d'|de )|par l'entremise (?:de la |de l'|des |du |de )|via (?:le |la |l'|les )?|sous couvert (?:de la |de l'|des |du |de ))",
  mandate: "(?:projet de )?(?:mandat|attributions|cahier des charges)(?: (?:du |de la |de l'|des |d'un |d'une ))?",
  past: 'tenue?s?|célébrée?s?|adoptée?s?|approuvée?s?|organisée?s?|convoquée?s?|prise?s?|présentée?s? (?:à|au)|publiée?s?|qui se tiendra|qui doit se tenir|qui aura lieu|prévue?s?|décidé|établie? par|annexée?s?|lancée?s?|proclamée?s?|réalisée?s? depuis|se tiennent|organisés',
  deliverables: [
    ['prize', 'prix|concours|récompens(?:e|es|er)'],
    ['roadmap', 'feuilles? de route'],
    ['database', 'bases? de données|inventaire|répertoire|registre|portail|sites? web'],
    ['fund', 'fonds(?! et programmes)|ressources|financement|mobiliser des ressources|crédits|budget'],
    ['contribution', 'contributions?|(?<=^.{0,30})contribue[rz]?|contribuant|propositions?|apports?'],
    ['consultation', 'consultations?|consulter|processus préparatoire|dialogues?'],
    ['appointment', 'nommer|désigner|nomination|désignation'],
    ['report', 'rapports?|rendre compte|compte rendu'],
    [
      'meeting',
      'réunions?|convoquer|ateliers?|séminaires?|colloques?|organiser (?:le|un|des) forums?|débats?|ordre du jour|réunir|manifestations? régionales? à',
    ],
    ['participation', 'participer|participation|prendre (?:une )?part|assister à'],
    [
      'review',
      "examiner|l'examen|réexamen|évaluer|évaluation|étudier|étude|superviser|suivre|suivi|analyser|analyse|passer en revue|réexaminer",
    ],
    [
      'guidance',
      '(?<!grandes )orientations|lignes directrices|conseils|avis|directives|bonnes pratiques|recommandations',
    ],
    [
      'coordination',
      'coordonner|coordonnateur principal|coordination|collaboration|collaborer|coopération|coopérer|harmonise[rz]|harmonisation|synergies|aligner|alignement',
    ],
    [
      'programme',
      "programmes?|projets?(?! de )|stratégies?|plans? d'action|plans opérationnels|renforcement des capacités|formation|assistance technique|initiatives?|campagnes?",
    ],
    [
      'information',
      'informations?|informer|données|publier|diffuser|faire connaître|attention|statistiques|mises? à jour',
    ],
    [
      'measure',
      "mesures?|dispositions|législation|politiques|lois|veiller|garantir|assurer|réglementation|ratifier|protéger|prévenir|s'abstenir|respecter|efforts|cadres? juridiques?",
    ],
  ],
};
