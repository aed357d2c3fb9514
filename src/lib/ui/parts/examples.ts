import type { Language, Run } from '@suivi/texts';
import type { ObligationRow } from '#lib/server/register/index.ts';

/** A part of the interface in one named situation: drawn on the design page, pictured and checked by axe. */
export type Example = { name: string; lang?: Language } & (
  | { part: 'row'; row: ObligationRow }
  | { part: 'due'; occurrence: ObligationRow['next'] & object }
  | {
      part: 'refusal';
      refusal: {
        code: string;
        values: Record<string, string | number>;
        issues: { path: string; code: string; values?: Record<string, string | number> }[];
      };
      labels: Record<string, string>;
    }
  | { part: 'runs'; runs: Run[] }
  | { part: 'words'; words: { value: string; lang: string; state: string } | null }
  | { part: 'states' }
  | { part: 'notices' }
  | { part: 'form'; wrong: boolean }
  | { part: 'table' }
  | { part: 'facets' }
  | { part: 'paragraphs' }
);

const LONG =
  'Interdepartmentalcoordinationframeworkassessment of the follow-up to the agreements of the harbour towns, their lighthouses, quays, ferries and all that depends on them, including in the outermost regions';

const row = (over: Partial<ObligationRow> = {}): ObligationRow => ({
  id: '00000000-0000-7000-8000-000000000001',
  number: 12,
  force: 'instructs',
  binding: true,
  deliverable: 'report',
  life: 'active',
  action: { value: 'submit a report on the state of the quays', lang: 'en', state: 'official' },
  parties: [
    { role: 'addressee', words: 'the Secretary-General', code: 'sg', name: null },
    { role: 'recipient', words: 'the Council', code: 'council', name: null },
  ],
  frameworks: ['C2'],
  source: {
    slug: 'council-500',
    version: '2024',
    eid: 'sec_1__para_1',
    lang: 'en',
    label: '1',
    number: '500',
    kind: 'resolution',
    status: 'adopted',
  },
  next: {
    id: '00000000-0000-7000-8000-000000000002',
    key: '2026',
    state: 'planned',
    late: false,
    due: { from: '2026-06-10', to: '2026-06-20', precision: 'day' },
    words: 'each year',
  },
  answers: 0,
  timing: { kind: 'annual', words: 'each year' },
  ...over,
});
const due = (over: Partial<ObligationRow['next'] & object>): ObligationRow['next'] & object => ({
  id: '00000000-0000-7000-8000-000000000003',
  key: '2026',
  state: 'planned',
  late: false,
  due: { from: '2026-06-10', to: '2026-06-20', precision: 'day' },
  words: '',
  ...over,
});

export const EXAMPLES: readonly Example[] = [
  { name: 'row-usual', part: 'row', row: row() },
  {
    name: 'row-late',
    part: 'row',
    row: row({ next: due({ late: true, due: { from: '2025-03-01', to: '2025-03-01', precision: 'day' } }) }),
  },
  { name: 'row-proposed', part: 'row', row: row({ life: 'proposed', next: null }) },
  { name: 'row-invitation', part: 'row', row: row({ force: 'invites', binding: false, answers: 3, next: null }) },
  {
    name: 'row-longest',
    part: 'row',
    row: row({
      action: { value: LONG, lang: 'en', state: 'official' },
      parties: Array.from({ length: 5 }, (_, i) => ({
        role: 'addressee',
        words: `${LONG} ${i}`,
        code: null,
        name: null,
      })),
    }),
  },
  {
    name: 'row-arabic',
    part: 'row',
    lang: 'ar',
    row: row({
      action: { value: 'تقديم تقرير عن حالة الأرصفة', lang: 'ar', state: 'official' },
      parties: [{ role: 'addressee', words: 'الأمين العام', code: 'sg', name: null }],
    }),
  },
  {
    name: 'row-nothing-known',
    part: 'row',
    row: row({ action: null, parties: [], frameworks: [], source: null, next: null }),
  },
  {
    name: 'due-day',
    part: 'due',
    occurrence: due({ due: { from: '2026-03-01', to: '2026-03-01', precision: 'day' } }),
  },
  {
    name: 'due-month',
    part: 'due',
    occurrence: due({ due: { from: '2026-03-01', to: '2026-03-31', precision: 'month' } }),
  },
  {
    name: 'due-year',
    part: 'due',
    occurrence: due({ due: { from: '2026-01-01', to: '2026-12-31', precision: 'year' } }),
  },
  {
    name: 'due-late',
    part: 'due',
    occurrence: due({ late: true, due: { from: '2024-03-01', to: '2024-03-01', precision: 'day' } }),
  },
  { name: 'due-words', part: 'due', occurrence: due({ due: null, words: 'when the quays are ready' }) },
  {
    name: 'refusal-fields',
    part: 'refusal',
    refusal: {
      code: 'invalid-input',
      values: {},
      issues: [
        { path: 'action', code: 'required' },
        { path: 'date', code: 'bad-form' },
      ],
    },
    labels: { action: 'register.action', date: 'register.date' },
  },
  { name: 'refusal-conflict', part: 'refusal', refusal: { code: 'conflict', values: {}, issues: [] }, labels: {} },
  {
    name: 'runs-marked',
    part: 'runs',
    runs: [
      { text: 'The towns ' },
      { text: 'shall', mark: { state: 'deleted' } },
      { text: 'may', mark: { state: 'inserted' } },
      { text: ' keep ', bold: true },
      { text: 'their lights', italic: true },
      { text: '1', note: '1' },
    ],
  },
  {
    name: 'words-other-language',
    part: 'words',
    words: { value: 'de publier une feuille de route', lang: 'fr', state: 'official' },
  },
  { name: 'words-machine', part: 'words', words: { value: 'publish a roadmap', lang: 'en', state: 'machine' } },
  { name: 'words-missing', part: 'words', words: null },
  { name: 'states', part: 'states' },
  { name: 'notices', part: 'notices' },
  { name: 'form-empty', part: 'form', wrong: false },
  { name: 'form-wrong', part: 'form', wrong: true },
  { name: 'table', part: 'table' },
  { name: 'facets', part: 'facets' },
  { name: 'paragraphs', part: 'paragraphs' },
  { name: 'paragraphs-arabic', part: 'paragraphs', lang: 'ar' },
  { name: 'paragraphs-chinese', part: 'paragraphs', lang: 'zh' },
];
