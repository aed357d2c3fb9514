/**
 * Words of time in six languages, as pieces of regular expressions on plain text. One list for all languages: the words
 * do not collide, and a text in one language quotes another's less often than lists drift apart.
 */
export const BEFORE = 'before |prior to |avant le |avant |antes del? |до |في موعد لا يتجاوز |قبل ';
export const BY =
  "(?:by|no later than|not later than|on or before)(?: the)?(?: end of| close of)? (?:the )?|(?:au plus tard|d'ici)(?: à| au| le| en| fin| la fin de| la fin de l'année)* |(?:à|avant) la fin de (?:l'année )?|a más tardar (?:el |en )?|antes de(?: que finalice|l final de)? |не позднее |к (?:концу )?|不迟于|最迟(?:在|于)?|بحلول (?:نهاية )?(?:عام )?";
export const UNTIL = "(?<!remaining )until(?: the end of)? |jusqu'(?:au|en|à la fin de) ?|hasta (?:el )?|до ";
export const FROM =
  'as from |starting (?:from|in|on) |beginning (?:in|on) |effective (?:from )?|à compter du |à partir (?:du |de )|a partir del? ';
export const ANNUAL =
  'each year|every year|annually|yearly|on (?:a yearly|an annual) basis|once a year|chaque année|tous les ans|annuellement|une fois par an|à titre annuel|sur une base annuelle|cada año|todos los años|anualmente|ежегодно|каждый год|на ежегодной основе|每年|سنويا|سنوياً|كل سنة|كل عام';
export const ANNUAL_REPORT =
  '(?:an|its|his|her|their|the) annual (?:progress |activity )?(?:reports?|update|briefing|panel discussion|meeting)|(?:un|son|leur|le) rapport annuel|des rapports annuels|(?:un|su) informe anual|part of (?:his|her|its|their|the) annual report(?:ing)?|cadre de son rapport annuel';
export const EVERY: readonly (readonly [years: number, piece: string])[] = [
  [
    0.25,
    'every (?:three months|90 days|quarter)|quarterly|tous les (?:trois mois|trimestres)|trimestriellement|cada tres meses|ежеквартально|每三个月|كل ثلاثة أشهر',
  ],
  [
    0.5,
    'every (?:six months|180 days)|twice a year|semi-annually|tous les six mois|deux fois par an|semestriellement|cada seis meses|каждые шесть месяцев|每六个月|كل ستة أشهر',
  ],
  [
    2,
    'every (?:two|2) years|every second year|biennially|on a biennial basis|tous les deux ans|a?(?:bis|bi)annuellement|cada dos años|каждые два года|每两年|كل سنتين',
  ],
  [3, 'every (?:three|3) years|triennially|tous les trois ans|cada tres años|каждые три года|每三年|كل ثلاث سنوات'],
  [
    4,
    'every (?:four|4) years|quadrennially|tous les quatre ans|cada cuatro años|каждые четыре года|每四年|كل أربع سنوات',
  ],
  [5, 'every (?:five|5) years|tous les cinq ans|cada cinco años|каждые пять лет|每五年|كل خمس سنوات'],
];
export const PERIODIC =
  'periodically|at regular intervals|périodiquement|à intervalles réguliers|periódicamente|периодически|定期';
export const REGULAR =
  'regularly(?! (?:updated|held|published|convened|scheduled))|on a (?:regular|continuing|continuous|continual|ongoing) basis|régulièrement|de façon (?:continue|régulière)|de manière (?:continue|régulière)|en permanence|à titre permanent|constamment|periódica y regularmente|con regularidad|regularmente|регулярно|на постоянной основе|بانتظام|على أساس مستمر|经常';
/** At the head of an action: the duty goes on. */
export const CONTINUE =
  "(?:actively |also )?(?:continue(?: to| its| their| with)?|continuing|continued|maintain|keep (?:\\p{L}+ ){0,6}(?:under review|informed|updated|apprised|up to date)|remain (?:actively )?seized)|(?:de |d'|à )?(?:continuer|poursuivre|maintenir|tenir (?:à jour|informée?s?|régulièrement))|seguir|continuar|siga|continúe|mantener|продолжать|继续|مواصلة|(?:أن )?(?:يواصل|تواصل)";
export const EVENT =
  "within (?:\\p{L}+|\\d+) (?:days|weeks|months|years?) (?:of|after|from|following) [^,;.]{4,90}|(?:up)?on (?:the )?(?:completion|conclusion|entry into force|adoption) of [^,;.]{4,80}|(?:following|after) the (?:completion|conclusion|review|adoption|entry into force|end) of [^,;.]{4,80}|(?:in advance of|before|prior to) (?:its |their |the )(?:next|forthcoming|\\p{L}+) (?:session|meeting|conference|Plenipotentiary Conference)[^,;.]{0,40}|dans (?:un délai de|les) (?:\\p{L}+|\\d+) (?:jours|semaines|mois|ans) (?:à compter|à partir|après|suivant|qui suivent)[^,;.]{4,80}|(?:à l'issue|à l'achèvement|dès l'achèvement|dès l'adoption|à l'entrée en vigueur|après (?:l'examen|l'adoption|l'achèvement|la clôture)) (?:de |du |d')[^,;.]{4,80}|avant la prochaine [^,;.]{4,60}|dentro de los (?:\\p{L}+) (?:días|meses) siguientes a [^,;.]{4,60}|в течение (?:\\p{L}+) (?:месяцев|дней) после [^,;.]{4,60}";
export const ORDINAL =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one hundred(?: and)?|hundred(?: and)?)[- ]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth)|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|\\d+(?:st|nd|rd|th)|(?:(?:vingt|trente|quarante|cinquante|soixante|soixante et|quatre-vingt|vingt et|trente et|quarante et|cinquante et|cent)[- ]?)?(?:première|deuxième|seconde|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|onzième|douzième|treizième|quatorzième|quinzième|seizième|unième|dix-septième|dix-huitième|dix-neuvième|soixante-dix-\\p{L}+ième|quatre-vingt-dix-\\p{L}+ième)|soixante-dixième|quatre-vingtième|quatre-vingt-dixième|vingtième|trentième|quarantième|cinquantième|soixantième|centième|\\d+(?:e|ème|ère)';
