import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../src/model/obligation.ts';
import type { Language } from '../../src/model/text.ts';
import { suggestObligations } from '../../src/obligations/index.ts';
import { group, outline, type Drawn } from './draw.ts';
import { timingCode } from './score.ts';

/** Draws a suggestion in one line: "force addressee | deliverable | recipients | via | timing". */
const draw = ({ force, addressees, deliverable, recipients, via, timing }: Suggestion): string =>
  `${force} ${addressees.join(' + ')} | ${deliverable} | ${recipients.join(' ')} | ${via.join(' ')} | ${timingCode(timing)}`;

const under = (language: Language, heading: string, ...drawn: Drawn[]) =>
  suggestObligations(outline([group(heading, drawn)], { language, body: 'council' })).map(draw);
const un = (...drawn: Drawn[]) =>
  suggestObligations(outline([group('', drawn)], { language: 'en', body: 'ga' })).map(draw);
const onu = (...drawn: Drawn[]) =>
  suggestObligations(outline([group('', drawn)], { language: 'fr', body: 'ga' })).map(draw);
const report = (language: Language, ...drawn: Drawn[]) =>
  suggestObligations(outline([group('3 Recommendations', drawn, 'section')], { language, kind: 'report' })).map(draw);

/** Each case: the paragraph, and what it asks, one line a thing. */
const cases = (name: string, read: (...drawn: Drawn[]) => string[], list: [string, ...string[]][]) =>
  describe(name, () => {
    it.each(list.map(([words, ...asked]) => ({ words, asked })))('$words', ({ words, asked }) => {
      expect(read(words)).toEqual(asked);
    });
  });

cases('United Nations paragraphs, English', un, [
  [
    'Requests the Secretary-General to submit to the General Assembly at its eightieth session, through the Economic and Social Council, a report on lighthouses;',
    'requests the Secretary-General | report | ga | ecosoc | session:ga:eightieth:2025',
  ],
  [
    'Requests the Secretary-General to report to the General Assembly at its eighty-first session on the keeping of lamps;',
    'requests the Secretary-General | report | ga |  | session:ga:eighty-first:2026',
  ],
  [
    'Decides to include in the provisional agenda of its eighty-second session the item entitled “Lamps”;',
    'decides  | meeting |  |  | session:ga:eighty-second:2027',
  ],
  ['Decides to remain seized of the matter.', 'decides  | other |  |  | continuous'],
  [
    'Requests the Office of the United Nations High Commissioner for Human Rights to prepare a report on night work and to present it to the Human Rights Council at its fifty-third session;',
    'requests the Office of the United Nations High Commissioner for Human Rights | report | hrc |  | session:hrc:fifty-third',
  ],
  [
    'Invites Member States to contribute to the trust fund for lamps;',
    'invites Member States | contribution |  |  | none',
  ],
  ['Calls upon all States to ratify the convention on lamps;', 'urges all States | measure |  |  | none'],
  [
    'Urges Governments, the private sector and other relevant stakeholders to share their lamps;',
    'urges Governments + the private sector + other relevant stakeholders | information |  |  | none',
  ],
  ['Welcomes the report of the Secretary-General on lamps;'],
  ['Notes that the Commission met in Lagos from 3 to 5 May 2022;'],
  ['Reaffirms its resolution 60/1 of 2005;'],
  ['Recalls that the Assembly requested the Secretary-General to report in 2019;'],
  [
    'Recognizes the value of lamps, and requests the Secretary-General to update the road map each year;',
    'requests the Secretary-General | roadmap |  |  | annual',
  ],
  [
    'Requests the Secretary-General to submit a report to the Economic and Social Council by 31 December 2026;',
    'requests the Secretary-General | report | ecosoc |  | once:by:2026-12-31',
  ],
  [
    'Requests the Executive Director to report to the Environment Assembly at its sixth session on progress;',
    'requests the Executive Director | report | unea |  | session:unea:sixth',
  ],
  [
    'Requests the Secretary-General to report to the Security Council every six months on the mission;',
    'requests the Secretary-General | report | sc |  | periodic',
  ],
  [
    'Requests the Secretary-General to provide an annual report to the Council;',
    'requests the Secretary-General | report | council |  | annual',
  ],
  ['Demands that all parties cease hostilities;', 'requests all parties | other |  |  | none'],
  ['Decides that the Working Group shall meet twice a year;', 'decides the Working Group | other |  |  | periodic'],
  ['Decides to convene a high-level meeting in 2027;', 'decides  | meeting |  |  | once:at:2027'],
  [
    'Encourages Member States to continue to support the network;',
    'encourages Member States | other |  |  | continuous',
  ],
  [
    'Requests the Commission to complete its review no later than 1 March 2026;',
    'requests the Commission | review |  |  | once:by:2026-03-01',
  ],
  [
    'Invites the Human Rights Council to consider the question at its next session;',
    'invites the Human Rights Council | review |  |  | session:hrc:next',
  ],
  [
    'Requests the secretariat to publish the results within six months of the adoption of the present resolution;',
    'requests the secretariat | information |  |  | event',
  ],
  [
    'Requests the Secretary-General, in consultation with the regional commissions, to appoint a coordinator;',
    'requests the Secretary-General | appointment |  |  | none',
  ],
  ['Urges the full implementation of resolution 70/125;', 'urges  | other |  |  | none'],
  ['Recommends that States adopt national plans;', 'recommends States | other |  |  | none'],
  [
    'Invites all stakeholders to take part in the forum to be held in Geneva in July 2027;',
    'invites all stakeholders | participation |  |  | none',
  ],
  ['Encourages States to achieve universal access by 2030;', 'encourages States | other |  |  | none'],
  [
    'Requests the Secretary-General to keep the Security Council informed;',
    'requests the Secretary-General | other | sc |  | continuous',
  ],
]);

cases('United Nations paragraphs, French', onu, [
  [
    'Prie le Secrétaire général de lui présenter un rapport à sa quatre-vingtième session;',
    'requests le Secrétaire général | report |  |  | session:ga:quatre-vingtième:2025',
  ],
  [
    'Invite les États Membres à participer aux travaux sur les phares;',
    'invites les États Membres | participation |  |  | none',
  ],
  [
    'Demande au Secrétaire général de soumettre un rapport au Conseil économique et social avant le 1er mai 2026;',
    'requests Secrétaire général | report | ecosoc |  | once:before:2026-05-01',
  ],
  ['Engage les gouvernements à prendre des mesures;', 'urges les gouvernements | measure |  |  | none'],
  ['Se félicite de la tenue du forum en 2024;'],
  ['Prend note du rapport du Secrétaire général;'],
  [
    'Encourage la communauté internationale à verser des contributions au fonds;',
    'encourages la communauté internationale | contribution |  |  | none',
  ],
  ['Décide de rester saisie de la question.', 'decides  | other |  |  | none'],
  ['Exhorte toutes les parties à respecter le cessez-le-feu;', 'urges toutes les parties | measure |  |  | none'],
  ['Réaffirme sa résolution 70/1;'],
  [
    "Prie le Secrétaire général de rendre compte chaque année à l'Assemblée générale des progrès accomplis;",
    'requests le Secrétaire général | report | ga |  | annual',
  ],
  [
    'Décide que le Groupe de travail doit se réunir tous les deux ans;',
    'decides le Groupe de travail | meeting |  |  | periodic',
  ],
]);

describe('ITU headings', () => {
  it.each([
    [
      'fr',
      'charge le Secrétaire général',
      'de présenter un rapport au Conseil à sa session de 2026;',
      'instructs le Secrétaire général | report | council |  | session:council:2026',
    ],
    [
      'fr',
      'charge le Secrétaire général',
      "de soumettre chaque année un rapport au Conseil, par l'intermédiaire du GTC-SMSI&ODD;",
      'instructs le Secrétaire général | report | council | cwg-wsis-sdg | annual',
    ],
    [
      'fr',
      'charge le Directeur du Bureau de développement des télécommunications, en collaboration avec les Directeurs des autres Bureaux',
      'de tenir à jour la base de données;',
      'instructs le Directeur du Bureau de développement des télécommunications | database |  |  | continuous',
    ],
    [
      'fr',
      'invite les États Membres et les Membres de Secteur',
      'à mobiliser des ressources;',
      'invites les États Membres + les Membres de Secteur | fund |  |  | none',
    ],
    ['fr', 'décide', "que l'UIT doit organiser des consultations;", "decides l'UIT | consultation |  |  | none"],
    [
      'fr',
      'décide de charger le Secrétaire général',
      'de nommer un coordonnateur;',
      'instructs le Secrétaire général | appointment |  |  | none',
    ],
    [
      'fr',
      'charge le Conseil',
      "d'examiner la question au plus tard en 2027;",
      'instructs le Conseil | review |  |  | once:by:2027',
    ],
    [
      'fr',
      'prie instamment les États Membres',
      "de faciliter l'accès aux phares;",
      'urges les États Membres | other |  |  | none',
    ],
    [
      'fr',
      'encourage les administrations',
      'à continuer de communiquer des informations;',
      'encourages les administrations | information |  |  | continuous',
    ],
    [
      'fr',
      'charge le Secrétaire général',
      'de présenter les résultats à la prochaine Conférence de plénipotentiaires;',
      'instructs le Secrétaire général | other | pp |  | session:pp:next',
    ],
    [
      'en',
      'instructs the Secretary-General',
      'to submit a report to the Council at its 2026 session;',
      'instructs the Secretary-General | report | council |  | session:council:2026',
    ],
    [
      'en',
      'instructs the Director of the Telecommunication Development Bureau, in collaboration with the Directors of the other Bureaux, to',
      'to update the database regularly;',
      'instructs the Director of the Telecommunication Development Bureau | database |  |  | continuous',
    ],
    [
      'en',
      'instructs the Secretary-General and the Directors of the Bureaux',
      'to appoint focal points for action lines C2 and C5;',
      'instructs the Secretary-General + the Directors of the Bureaux | appointment |  |  | none',
    ],
    [
      'en',
      'invites Member States and Sector Members',
      'to participate actively in the work;',
      'invites Member States + Sector Members | participation |  |  | none',
    ],
    [
      'en',
      'resolves',
      'that ITU shall continue to coordinate the forum;',
      'decides ITU | coordination |  |  | continuous',
    ],
    [
      'en',
      'decides to instruct the Secretary-General',
      'to present a report to PP-26;',
      'instructs the Secretary-General | report | pp |  | session:pp:2026',
    ],
    [
      'en',
      'resolves',
      'to invite the Director of BDT to organize workshops;',
      'invites the Director of BDT | meeting |  |  | none',
    ],
    [
      'en',
      'requests the ITU Council',
      'to consider the report each year;',
      'requests the ITU Council | review |  |  | annual',
    ],
    [
      'en',
      'encourages Member States',
      'to nominate projects for the prizes;',
      'encourages Member States | prize |  |  | none',
    ],
    [
      'en',
      'instructs the Secretary-General',
      'to report to the next Plenipotentiary Conference;',
      'instructs the Secretary-General | report | pp |  | session:pp:next',
    ],
    [
      'en',
      'instructs the Secretary-General',
      'to report to the Council at each of its sessions;',
      'instructs the Secretary-General | report | council |  | session:council:each',
    ],
    [
      'en',
      'instructs the Secretary-General',
      'to take account of the conclusions of PP-22 and of the 2021 forum;',
      'instructs the Secretary-General | other |  |  | none',
    ],
    [
      'es',
      'encarga al Secretario General',
      'que presente un informe anualmente;',
      'instructs Secretario General | report |  |  | annual',
    ],
    [
      'es',
      'invita a los Estados Miembros',
      'a participar en los trabajos;',
      'invites los Estados Miembros | participation |  |  | none',
    ],
    [
      'ru',
      'поручает Генеральному секретарю',
      'ежегодно представлять доклад;',
      'instructs Генеральному секретарю | report |  |  | annual',
    ],
    [
      'ru',
      'предлагает Государствам-Членам',
      'участвовать в работе;',
      'invites Государствам-Членам | participation |  |  | none',
    ],
    ['zh', '责成秘书长', '每年提交报告；', 'instructs 秘书长 | report |  |  | annual'],
    ['zh', '请成员国', '参加会议；', 'requests 成员国 | participation |  |  | none'],
    ['ar', 'يكلف الأمين العام', 'تقديم تقرير سنويا؛', 'instructs الأمين العام | report |  |  | annual'],
    ['ar', 'يدعو الدول الأعضاء', 'المشاركة في العمل؛', 'invites الدول الأعضاء | participation |  |  | none'],
  ] as [Language, string, string, string][])('%s %s: %s', (language, heading, words, asked) => {
    expect(under(language, heading, words)).toEqual([asked]);
  });
  it.each([
    ['fr', 'rappelant', 'les résolutions de 2022;'],
    ['fr', 'notant', 'que le groupe a présenté un rapport;'],
    ['fr', 'décide', "d'approuver le mandat en annexe;"],
    ['en', 'recognizing', 'that the Secretary-General submits a report each year;'],
    ['en', 'resolves', 'to approve the budget for 2026;'],
    ['en', 'considering', 'the need to report;'],
  ] as [Language, string, string][])('%s %s: %s only informs', (language, heading, words) => {
    expect(under(language, heading, words)).toEqual([]);
  });
});

cases('reports, French', (...drawn) => report('fr', ...drawn), [
  [
    'Le Groupe a demandé au Secrétariat de mettre à jour les feuilles de route.',
    'requests Secrétariat | roadmap |  |  | none',
  ],
  ['Les membres sont invités à contribuer au forum.', 'invites Les membres | contribution |  |  | none'],
  [
    "Le Groupe est convenu d'inviter le Secrétariat à soumettre un rapport au Conseil à sa session de 2026.",
    'invites le Secrétariat | report | council |  | session:council:2026',
  ],
  [
    'Le Secrétariat a été encouragé à poursuivre sa collaboration.',
    'encourages Le Secrétariat | coordination |  |  | continuous',
  ],
  ['Le Groupe a pris note du rapport.'],
  ['La réunion a rassemblé cent participants.'],
]);
cases('reports, English', (...drawn) => report('en', ...drawn), [
  ['The Group requested the secretariat to update the road maps.', 'requests the secretariat | roadmap |  |  | none'],
  ['Members were invited to attend the regional workshops.', 'invites Members | participation |  |  | none'],
  [
    'The Group agreed to invite the secretariat to submit a report to the Council at its 2026 session.',
    'invites the secretariat | report | council |  | session:council:2026',
  ],
  ['The Council is invited to note this report.', 'invites The Council | report |  |  | none'],
  ['The meeting was held in Geneva in 2024.'],
]);

describe('one paragraph, several things', () => {
  it('a report and an appointment are two', () => {
    expect(
      un('Requests the Secretary-General to appoint a coordinator and to submit a report to the General Assembly;'),
    ).toHaveLength(2);
  });
  it('a report and its presentation are one', () => {
    expect(
      un('Requests the Secretary-General to prepare a report and to submit it to the General Assembly;'),
    ).toHaveLength(1);
  });
  it('examining and approving the same thing is one', () => {
    expect(under('fr', 'charge le Conseil', "d'examiner et d'approuver le rapport;")).toHaveLength(1);
  });
  it('a fund kept and contributions invited are two', () => {
    expect(
      under(
        'fr',
        'charge le Secrétaire général',
        "de maintenir le Fonds et d'inviter les membres à faire des contributions volontaires;",
      ),
    ).toHaveLength(2);
  });
  it('two addressees under two verbs are two', () => {
    expect(
      un('Invites Member States to share lamps, and requests the Secretary-General to publish a list;').map(
        (line) => line.split(' |')[0],
      ),
    ).toEqual(['invites Member States', 'requests the Secretary-General']);
  });
  it('two outcome documents inherit the date of their chapeau', () => {
    const both = under('fr', 'charge le Secrétaire général', [
      'de soumettre au Conseil, avant le 1er mars 2027, les rapports suivants:',
      'a)\tun rapport sur les phares;',
      'b)\tun rapport sur les lampes;',
    ]);
    expect(both.slice(-2)).toEqual(
      Array(2).fill('instructs le Secrétaire général | report | council |  | once:before:2027-03-01'),
    );
  });
  it('a struck paragraph asks nothing', () => {
    const struck = outline([group('charge le Secrétaire général', ['de soumettre un rapport;'])], { language: 'fr' });
    const first = struck.texts[0]?.groups[0]?.items[0];
    if (first !== undefined) first.state = 'deleted';
    expect(suggestObligations(struck)).toEqual([]);
  });
  it('terms of reference bind the group of their heading', () => {
    const made = suggestObligations(
      outline(
        [
          group(
            'Terms of reference of the Council Working Group on Lamps',
            ['a)\tTo prepare an annual report to the Council;'],
            'annex',
          ),
        ],
        { language: 'en' },
      ),
    );
    expect(made.map(draw)).toEqual(['instructs Council Working Group on Lamps | report | council |  | annual']);
  });
});

describe('places', () => {
  it('every span holds words of its paragraph or heading, and the action is such a stretch', () => {
    const words =
      "de présenter au Conseil, par l'intermédiaire du GTC-SMSI&ODD, avant le 1er mars 2027, un rapport sur les grandes orientations C2, C4 à C6;";
    const [made] = suggestObligations(
      outline([group('charge le Secrétaire général', [words])], { language: 'fr', body: 'council' }),
    );
    const at = (field: string) =>
      (made?.spans ?? [])
        .filter((span) => span.field === field)
        .map(({ eId, from, to }) => (eId === 'grp_1' ? 'charge le Secrétaire général' : words).slice(from, to));
    expect(at('addressee')).toEqual(['le Secrétaire général']);
    expect(at('recipient')).toEqual(['Conseil']);
    expect(at('via')).toEqual(['GTC-SMSI&ODD']);
    expect(at('timing')).toEqual(['avant le 1er mars 2027']);
    expect(made?.frameworks).toEqual(['C2', 'C4', 'C5', 'C6']);
    expect(words).toContain(made?.action ?? 'nothing');
  });
});

describe('Arabic words that are lengthened on the line', () => {
  const ask = (heading: string, words: string) =>
    suggestObligations(outline([group(heading, [words])], { language: 'ar', body: 'council' }));
  const plainly = ask('يكلف الأمين العام', 'أن يقدم إلى المجلس تقريراً سنوياً عن المصابيح؛');
  const lengthened = ask('يكـلـف الأميــن العام', 'أن يقــدم إلى المجلس تقريــراً سنوياً عن المصابيح؛');

  it('ask what they ask without', () => {
    expect(plainly.map(draw)).toHaveLength(1);
    expect(lengthened.map(draw)).toEqual(plainly.map(draw));
    expect(lengthened[0]?.action).toBe(plainly[0]?.action);
  });

  it('rest on the words as they are printed', () => {
    const printed: Record<string, string> = {
      grp_1: 'يكـلـف الأميــن العام',
      grp_1__para_1: 'أن يقــدم إلى المجلس تقريــراً سنوياً عن المصابيح؛',
    };
    const words = (found: Suggestion[], of: (eId: string) => string) =>
      found[0]?.spans.map(({ field, eId, from, to }) => `${field}: ${of(eId).slice(from, to)}`);
    const bare = (eId: string) => (printed[eId] ?? '').replaceAll('ـ', '');
    expect(words(lengthened, (eId) => printed[eId] ?? '')?.map((one) => one.replaceAll('ـ', ''))).toEqual(
      words(plainly, bare),
    );
    expect(words(lengthened, (eId) => printed[eId] ?? '')).toContain('addressee: الأميــن العام');
  });
});
