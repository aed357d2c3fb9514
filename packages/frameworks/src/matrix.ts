import type { CorrespondenceSet } from './concept.ts';

/** Nobody here has read the cells of the published matrix: they are what is remembered of it, one line of goals a line. */
const SOURCE = 'Recalled from the WSIS-SDG Matrix (2015) of the action line facilitators; its cells were not read here';

const LINES: Readonly<Record<string, string>> = {
  C1: '1 3 5 10 16 17',
  C2: '1 8 9 11',
  C3: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17',
  C4: '1 2 3 4 5 6 12 13 14 15 17',
  C5: '1 4 5 7 8 9 11 16 17',
  C6: '2 5 8 9 10 11 16 17',
  'C7-e-government': '9 16 17',
  'C7-e-business': '1 2 3 5 8 9 17',
  'C7-e-learning': '4',
  'C7-e-health': '1 2 3 5 17',
  'C7-e-employment': '4 8 10 12 17',
  'C7-e-environment': '9 11 13 14 15',
  'C7-e-agriculture': '1 2 3 4 5 8 9 12 13 14 15 17',
  'C7-e-science': '1 4 6 7 13 14 15 17',
  C8: '2 4 6 8 11 12 17',
  C9: '5 9 12 16 17',
  C10: '1 2 3 4 5 8 9 10 11 12 13 16 17',
  C11: '3 17',
};

/** Which action line serves which goal: to be confirmed, cell by cell, against the published document. */
export const MATRIX: CorrespondenceSet = {
  code: 'wsis-sdg',
  from: 'wsis-action-lines',
  to: 'sdg',
  names: {
    en: 'WSIS–SDG matrix',
    fr: 'Matrice SMSI-ODD',
    es: 'Matriz CMSI-ODS',
    ru: 'Матрица ВВУИО–ЦУР',
    zh: '信息社会世界峰会与可持续发展目标对照表',
    ar: 'مصفوفة القمة العالمية وأهداف التنمية المستدامة',
  },
  cells: Object.entries(LINES).flatMap(([from, goals]) =>
    goals.split(' ').map((goal) => ({
      from,
      to: `SDG ${goal}`,
      reason: null,
      source: SOURCE,
      seenOn: null,
      standing: 'to-confirm' as const,
    })),
  ),
};
