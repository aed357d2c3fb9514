import { complete } from '../stocktaking/testing/registry.ts';
import type { Place, Places, Someone } from './places.ts';

/**
 * What decides besides the permission. `mine`: nothing more. `record`: it must be seen, and within the grant.
 * `suggestion`: as a record that is never published. `party`: all see it; within the grant. `author`: brought in by
 * someone else, who alone sees it beside those who may everywhere. `installation`: only who may everywhere.
 */
export type Concern = 'mine' | 'record' | 'suggestion' | 'party' | 'author' | 'installation';

export interface Operation {
  concerns: Concern;
  /** A further permission, where the record is another person's. */
  others?: string;
  /** The least that the command takes, about this place. */
  input: (place: Place, who: Someone, all: Places) => Record<string, unknown>;
  /** Forms that send it: the page below `[lang]`, its action, and what they send where that is not the input. */
  forms?: Form[];
}
export interface Form {
  page: string;
  action: string;
  fields?: (input: Record<string, unknown>) => Record<string, unknown>;
}

const form = (page: string, action = 'default', fields?: Form['fields']): Form =>
  fields ? { page, action, fields } : { page, action };
const EDIT = 'stocktaking/[number]/edit/[step]';
const TRANSLATE = 'stocktaking/[number]/translate/[to]';
const PREVIEW = 'stocktaking/[number]/edit/preview';
const REVIEW = 'review';
const OBLIGATION = 'register/[number]';
const VERSION = 'texts/[slug]/[version]';
const LINE = 'texts/[slug]/[version]/evidence';
const TABLE = 'texts/[slug]/[version]/table';
const AMENDMENT = 'texts/[slug]/[version]/amendments/[amendment]';
const IMPORT = 'import/[id]';
const ACCOUNTS = 'accounts';
const SUBMISSION = 'stocktaking/queue/[number]';
const LIST = 'translation/[to]/[slug]/[version]';
const PIECE = `${LIST}/[piece]`;
const ROADMAP = 'roadmaps/[roadmap]';
const TASK = `${ROADMAP}/tasks/[task]`;
/** On a paragraph of the adopted version in a language; which states stand in which language, `makePlaces` says. */
const piece = (lang: string, more: object, ...forms: Form[]): Operation =>
  record(({ version, eid }) => ({ version, lang, piece: eid, ...more }), ...forms);

const suggestion = (input: (place: Place) => Record<string, unknown>, action: string): Operation => ({
  concerns: 'suggestion',
  input,
  forms: [form(REVIEW, action)],
});
const record = (input: (place: Place) => Record<string, unknown>, ...forms: Form[]): Operation => ({
  concerns: 'record',
  input,
  forms,
});
const party = (input: (place: Place) => Record<string, unknown>, ...forms: Form[]): Operation => ({
  concerns: 'party',
  input,
  forms,
});
const installation = (input: Operation['input'], ...forms: Form[]): Operation => ({
  concerns: 'installation',
  input,
  forms,
});
/** A search that is the person's own (`makePlaces`). */
const saved = (more: object, ...forms: Form[]): Operation => ({
  concerns: 'mine',
  input: (_place, { token: id }) => ({ id, ...more }),
  forms,
});
const obligation = (more: object, action?: string): Operation =>
  record(({ obligation: id }) => ({ id, ...more }), ...(action ? [form(OBLIGATION, action)] : []));
const occurrence = (more: object, action: string): Operation =>
  record(({ occurrence: id }) => ({ id, ...more }), form(OBLIGATION, action));
/** On the task of a place, as it was last changed. */
const task = (more: object, ...forms: Form[]): Operation =>
  record(({ task: id }) => ({ id, rev: 2, ...more }), ...forms);
/** On an initiative of one's own, in this state. */
const initiative = (state: keyof Someone['initiatives'], more: object, ...forms: Form[]): Operation => ({
  concerns: 'mine',
  input: (_place, { initiatives }) => ({ id: initiatives[state], ...more }),
  forms,
});

const release: Operation['input'] = (place, who) => ({
  scheme: `of-${place.name}-${who.role}`.toLowerCase(),
  name: 'New',
  release: '1',
  source: 'x',
  csv: `code\n${place.name} ${who.role}\n`,
});
const CELLS = { set: 'wsis-sdg', source: 'x', csv: 'from,to\nC1,SDG 2\n' };

/** On an obligation, by whoever may edit it; each bears C1 and has GDC 5 suggested (`makePlaces`). */
const tagging = (action: string, code = 'C1'): Operation => ({
  ...record(({ obligation: about }) => ({ record: about, concepts: [code] }), form('tags/[record]', action)),
  others: 'register.edit',
});

/** For an organisation: nobody here speaks for one, so who enters what organisations sent may. */
const forOthers = (input: Operation['input'], ...forms: Form[]): Operation => ({
  concerns: 'record',
  others: 'amendments.manage',
  input,
  forms,
});

/** Every command that a door opens, by name, with the least that it takes. One that is missing fails `matrix-doors.test.ts`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'accounts.person.invite': installation(
    (place, who) => ({ name: 'New', email: `new-${place.name}-${who.role}@example.org` }),
    form(ACCOUNTS, 'invite'),
  ),
  'accounts.link.make': installation((_place, _who, { bystander: person }) => ({ person }), form(ACCOUNTS, 'link')),
  'accounts.person.suspend': installation(
    (_place, _who, { bystander: person }) => ({ person, suspended: true }),
    form(ACCOUNTS, 'suspend'),
  ),
  'accounts.grant.give': installation(
    (_place, _who, { bystander: holder }) => ({ holder, role: 'delegate' }),
    form(ACCOUNTS, 'grant'),
  ),
  'accounts.grant.end': installation((_place, _who, { grant: id }) => ({ id }), form(ACCOUNTS, 'end')),
  'accounts.role.set': installation(() => ({ name: 'delegate', permissions: ['record.read-body'] })),
  'accounts.organisation.add': installation(() => ({ name: 'New', lang: 'en' })),
  'accounts.membership.change': installation((_place, _who, { bystander: person, organisation }) => ({
    person,
    organisation,
    change: 'joined',
  })),
  'accounts.token.create': {
    concerns: 'mine',
    input: () => ({ name: 'x', permissions: '*' }),
    forms: [form('account', 'token')],
  },
  'accounts.calendar.create': {
    concerns: 'mine',
    input: () => ({ name: 'x' }),
    forms: [form('account', 'calendar')],
  },
  'accounts.token.revoke': {
    concerns: 'mine',
    input: (_place, { token: id }) => ({ id }),
    forms: [form('account', 'revoke')],
  },
  'accounts.second-factor.begin': { concerns: 'mine', input: () => ({}), forms: [form('account/security', 'begin')] },
  'accounts.second-factor.take-away': installation(
    (_place, _who, { worker: person }) => ({ person }),
    form(ACCOUNTS, 'second'),
  ),
  'accounts.passkey.remove': {
    concerns: 'mine',
    input: (_place, { actor }) => ({ id: `key-${actor.id}` }),
    forms: [form('account/security', 'passkey')],
  },
  'accounts.membership.ask': {
    concerns: 'mine',
    input: (_place, _who, { organisation }) => ({ organisation }),
    forms: [form('account/security', 'ask'), form('stocktaking/new', 'ask')],
  },
  'accounts.membership.decide': installation(
    (_place, _who, { request: id }) => ({ id, decision: 'approved' }),
    form('organisations/[id]', 'decide'),
  ),
  'accounts.membership.end': installation(
    (_place, _who, { organisation, worker: person }) => ({ organisation, person }),
    form('organisations/[id]', 'end'),
  ),
  'accounts.session.end': { concerns: 'mine', input: () => ({ id: 'all' }), forms: [form('account', 'end')] },

  'mail.message.resolve': installation(
    (_place, _who, { message: id }) => ({ id, as: 'sent' }),
    form('outbox', 'resolve'),
  ),

  'bodies.body.create': party(({ body: parent }) => ({ code: 'new', name: 'New', lang: 'en', parent }), form('bodies')),
  'bodies.name.set': party(({ body }) => ({ party: body, lang: 'fr', name: 'Neuf' })),
  'bodies.session.create': party(
    ({ body }) => ({ body, code: '2031', from: '2031' }),
    form('bodies/[code]', 'session'),
  ),
  'bodies.session.move': party(
    ({ session: id }) => ({ id, rev: 1, from: '2030-06-01' }),
    form('bodies/[code]', 'move'),
  ),
  'bodies.meeting.create': party(({ body, session }) => ({ body, session, number: 1, from: '2030-05-04' })),
  'bodies.lead-time.set': party(({ body }) => ({ body, step: 'drafting', amount: 90 }), form('bodies/[code]', 'rule')),
  'bodies.decision.record': party(({ session }) => ({ session, on: '2030-05-04' })),

  'texts.intake.correct': {
    concerns: 'author',
    input: ({ intake: id }) => ({ id, rev: 1, corrections: [{ do: 'title', text: 0, title: 'x' }] }),
    forms: [
      form(IMPORT, 'correct', ({ rev, corrections }) => ({ rev, ...(corrections as Record<string, unknown>[])[0] })),
    ],
  },
  'texts.intake.abandon': { concerns: 'author', input: ({ intake: id }) => ({ id }), forms: [form(IMPORT, 'abandon')] },
  'texts.intake.save': {
    concerns: 'author',
    input: ({ intake: id, code: body }) => ({ id, text: 0, body, version: '2024', lang: 'en' }),
    forms: [form(IMPORT, 'save')],
  },
  'texts.version.propose': record(({ next: id }) => ({ id }), form(VERSION, 'propose')),
  'texts.version.adopt': record(({ next: id }) => ({ id, on: '2025-02-03' }), form(VERSION, 'adopt')),
  'texts.version.terminate': record(({ version: id }) => ({ id, on: '2025-02-03' }), form(VERSION, 'terminate')),
  'texts.version.publish': record(({ version: id }) => ({ id, visibility: 'public' }), form(VERSION, 'publish')),
  'texts.version.withdraw': record(({ version: id }) => ({ id, withdrawn: true }), form(VERSION, 'withdraw')),
  'texts.text.renumber': record(({ text: id }) => ({ id, rev: 1, number: '999' })),

  'frameworks.release.import': installation(release, form('frameworks', 'bringrelease')),
  'frameworks.release.check': installation(release),
  'frameworks.correspondence.import': installation(() => CELLS, form('frameworks', 'bringcells')),
  'frameworks.correspondence.check': installation(() => CELLS),
  'frameworks.tag.put': tagging('put'),
  'frameworks.tag.remove': tagging('remove'),
  'frameworks.tag.reject': tagging('reject', 'GDC 5'),
  'documents.document.withdraw': record(({ issued: id }) => ({ id }), form('documents/[slug]', 'withdraw')),

  'translation.claim': piece('fr', {}, form(PIECE, 'claim'), form(LIST, 'claim')),
  'translation.release': record(
    ({ version }) => ({ version, lang: 'es' }),
    form(PIECE, 'release'),
    form(LIST, 'release'),
  ),
  'translation.assign': {
    concerns: 'record',
    input: ({ version, eid }, _who, { worker: person }) => ({ version, lang: 'fr', piece: eid, person }),
    forms: [form(PIECE, 'assign'), form(LIST, 'assign')],
  },
  'translation.save': piece('fr', { words: 'x', anyway: 'yes' }, form(PIECE, 'save')),
  'translation.return': piece('ru', { reason: 'x' }, form(PIECE, 'return')),
  'translation.confirm': piece('ru', {}, form(PIECE, 'confirm'), form(LIST, 'confirm')),
  'translation.due.set': record(({ version }) => ({ version, lang: 'fr', due: '2030-01-01' }), form(LIST, 'due')),
  'translation.deliver': record(({ version }) => ({ version, lang: 'zh' }), form(LIST, 'deliver')),
  'translation.obligation.save': record(
    ({ obligation: id }) => ({ id, lang: 'es', words: 'publicar un mapa' }),
    form(OBLIGATION, 'translate'),
  ),
  'translation.term.save': installation(
    () => ({ name: 'quay', lang: 'fr', word: 'quai' }),
    form('translation/terms', 'save'),
  ),
  'translation.terms.take': installation(() => ({ csv: 'term,fr\nquay,quai\n' })),

  'register.suggest': record(({ edition }) => ({ edition })),
  'register.review.claim': { concerns: 'suggestion', input: ({ suggested: [id] }) => ({ id }) },
  'register.review.confirm': suggestion(({ suggested: [id] }) => ({ id }), 'confirm'),
  'register.review.reject': suggestion(({ suggested: [id] }) => ({ id }), 'reject'),
  'register.review.split': suggestion(({ suggested: [id] }) => ({ id, action: 'publish half' }), 'split'),
  'register.review.merge': suggestion(({ suggested: [id], number: into }) => ({ id, into }), 'merge'),
  'register.review.bulk': suggestion(({ suggested: ids }) => ({ ids, act: 'reject' }), 'bulk'),
  'register.review.undo': { concerns: 'mine', input: () => ({}), forms: [form(REVIEW, 'undo')] },

  'register.obligation.edit': record(
    ({ obligation: id }) => ({ id, rev: 2, action: 'publish a map' }),
    form(OBLIGATION, 'edit'),
  ),
  'register.obligation.set-life': obligation({ life: 'retired', reason: 'done with' }, 'life'),
  'register.obligation.assign': obligation({ role: 'responsible', names: 'Harbour Office' }, 'assign'),
  'register.obligation.publish': obligation({ visibility: 'public' }, 'publish'),
  'register.obligation.link': record(({ obligation: id, edition, eid }) => ({ id, edition, eid })),
  'register.obligation.confirm-fate': record(
    ({ obligation: id, version }) => ({ id, version, fate: 'carried' }),
    form(OBLIGATION, 'fate'),
    form(REVIEW, 'fate'),
  ),
  'register.occurrence.set-state': occurrence({ state: 'submitted' }, 'state'),
  'register.occurrence.set-due': occurrence({ due: '2026-01-01', reason: 'asked for' }, 'due'),
  'register.occurrence.explain': occurrence({ explanation: 'soon' }, 'explain'),
  'register.evidence.add': record(
    ({ occurrence: target, text }) => ({ target, claim: 'see there', record: text }),
    form(OBLIGATION, 'evidence'),
    form(LINE, 'evidence'),
    form(TASK, 'evidence'),
    form('stocktaking/[number]', 'evidence'),
  ),
  'register.evidence.judge': record(
    ({ evidence: id }) => ({ id, judged: 'accepted' }),
    form(OBLIGATION, 'judge'),
    form(LINE, 'judge'),
    form(TASK, 'judge'),
  ),
  'register.evidence.withdraw': {
    ...record(
      ({ evidence: id }) => ({ id }),
      form(OBLIGATION, 'withdraw'),
      form(LINE, 'withdraw'),
      form(TASK, 'withdraw'),
    ),
    others: 'register.judge',
  },
  'register.remark.make': record(
    ({ obligation: about }) => ({ about, message: 'x' }),
    form(OBLIGATION, 'remark'),
    form('stocktaking/[number]', 'remark'),
  ),
  'register.remark.answer': record(({ remark: id }) => ({ id, state: 'closed' }), form('remarks')),

  'amendments.window.set': record(
    ({ next: version }) => ({
      version,
      opens: '2025-01-01T00:00',
      closes: '2099-01-01T00:00',
    }),
    form(`${VERSION}/amendments`, 'window'),
  ),
  'amendments.adopt': record(
    ({ nextEdition: edition }) => ({ edition, label: '2031', on: '2031-01-01' }),
    form(TABLE, 'adopt'),
  ),
  'amendments.file.enter': {
    concerns: 'author',
    input: ({ amendmentFile: id }, _who, { organisation }) => ({ id, organisations: [organisation] }),
    forms: [form(`${VERSION}/amend/word/[file]`, 'enter')],
  },
  'amendments.decide': record(({ amendment: id }) => ({ id, decision: 'accept' }), form(AMENDMENT, 'decide')),
  'amendments.table.open': record(
    ({ nextEdition: edition, nextEid: eid }) => ({ edition, eid, words: 'to', occurrence: 1 }),
    form(TABLE, 'open'),
  ),
  'amendments.table.bracket': record(
    ({ bracketed: { edition, bracket } }) => ({ edition, bracket, do: 'lift' }),
    form(TABLE, 'bracket'),
  ),
  'amendments.table.put': record(({ nextEdition: edition }) => ({ edition }), form(TABLE, 'put')),
  'amendments.table.edit': record(
    ({ nextEdition: edition, nextEid: eid }) => ({ edition, eid, words: 'x' }),
    form(`${VERSION}/table`, 'edit'),
  ),
  'amendments.propose': forOthers(
    ({ nextEdition: edition, nextEid: eid }, _who, { organisation }) => ({
      edition,
      eid,
      organisation,
      kind: 'SUP',
    }),
    form(`${VERSION}/amend`, 'propose'),
  ),
  'amendments.support': forOthers(
    ({ amendment: id }, _who, { ally: organisation }) => ({ id, organisation }),
    form(AMENDMENT, 'support'),
  ),
  'amendments.withdraw': forOthers(({ amendment: id }) => ({ id }), form(AMENDMENT, 'withdraw')),
  'amendments.take-over': forOthers(
    ({ takenBack: id }, _who, { ally: organisation }) => ({ id, organisation }),
    form(AMENDMENT, 'takeover'),
  ),

  'stocktaking.initiative.start': {
    concerns: 'mine',
    input: (_place, { house: organisation }) => ({ organisation, lang: 'en' }),
    forms: [form('stocktaking/new', 'start')],
  },
  'stocktaking.import': {
    concerns: 'mine',
    input: (place, { house: organisation, role }) => ({
      organisation,
      lines: [{ line: 1, fields: { ...complete(), lang: 'en', id: `${place.name} ${role}` } }],
    }),
  },
  'stocktaking.organisation.found': {
    concerns: 'mine',
    input: (place, { role }) => ({ name: `Of ${place.name} ${role}`, lang: 'en', kind: 'academia' }),
    forms: [form('stocktaking/new', 'found')],
  },
  'stocktaking.initiative.save': initiative(
    'draft',
    { rev: 1, draft: { title: 'x' } },
    form(EDIT, 'save', ({ id, rev }) => ({ id, rev, title: 'x' })),
    form(EDIT, 'lang', ({ id, rev }) => ({ id, rev, lang: 'fr' })),
  ),
  'stocktaking.initiative.drop': initiative('draft', { rev: 1 }, form(PREVIEW, 'drop')),
  'stocktaking.initiative.submit': initiative('draft', { rev: 1 }, form(PREVIEW, 'submit')),
  'stocktaking.initiative.take-back': initiative('waiting', { rev: 3 }, form(PREVIEW, 'back')),
  'stocktaking.initiative.confirm': initiative('published', {}, form(PREVIEW, 'confirm')),
  'stocktaking.initiative.withdraw': initiative('published', { rev: 3, reason: 'x' }, form(PREVIEW, 'withdraw')),
  'stocktaking.translation.offer': initiative(
    'published',
    { lang: 'fr', seq: 1, title: 'x', description: 'x' },
    form(TRANSLATE, 'offer'),
  ),
  'stocktaking.translation.review': initiative(
    'translated',
    { lang: 'fr', decision: 'accept' },
    form(TRANSLATE, 'review'),
  ),
  'stocktaking.contact.set': initiative('draft', { name: 'y', email: 'y@example.org' }),
  'stocktaking.organisation.describe': {
    concerns: 'mine',
    input: (_place, { house: organisation }) => ({ organisation, kind: 'technical' }),
  },
  'stocktaking.organisation.merge': installation(
    (_place, _who, { ally: from, organisation: into }) => ({ from, into }),
    form('stocktaking/organisations/merge', 'merge'),
  ),
  'stocktaking.organisation.keep-apart': installation(
    (_place, _who, { ally: from, organisation: into }) => ({ from, into }),
    form('stocktaking/organisations', 'apart'),
  ),
  'stocktaking.settings.set': installation(() => ({ fourEyes: 'yes' }), form('stocktaking/queue', 'settings')),
  'stocktaking.version.decide': installation(
    (_place, _who, { submitted: id }) => ({ id, seq: 1, decision: 'publish' }),
    form(SUBMISSION, 'decide'),
  ),
  'stocktaking.versions.decide': installation(
    (_place, _who, { submitted: id }) => ({ chosen: [`${id}:1`], decision: 'publish' }),
    form('stocktaking/queue', 'many'),
  ),
  'stocktaking.question.ask': installation(
    (_place, _who, { submitted: id }) => ({ id, question: 'x' }),
    form(SUBMISSION, 'ask'),
  ),
  'stocktaking.question.answer': {
    concerns: 'mine',
    input: (_place, { initiatives: { question: id } }) => ({ id, answer: 'x' }),
    forms: [form('stocktaking/[number]/edit/preview', 'answer')],
  },
  'stocktaking.pair.judge': installation(
    (_place, _who, { submitted: id, twin }) => ({ id, other: twin.number, judged: 'different' }),
    form(SUBMISSION, 'judge'),
  ),
  'stocktaking.initiative.merge': installation(
    (_place, _who, { twin: { gone: id, number: into } }) => ({ id, rev: 3, into }),
    form(SUBMISSION, 'merge'),
  ),
  'roadmaps.create': party(
    ({ body, name }) => ({ body, about: 'C5', code: `new-${name.toLowerCase()}`, title: 'x', from: 2025, to: 2026 }),
    form('roadmaps/new'),
  ),
  'roadmaps.edit': record(
    ({ roadmap: id }) => ({ id, rev: 1, title: 'x', from: 2025, to: 2026 }),
    form(`${ROADMAP}/edit`, 'edit'),
  ),
  'roadmaps.publish': record(({ roadmap: id }) => ({ id, visibility: 'public' }), form(`${ROADMAP}/edit`, 'publish')),
  'roadmaps.release': record(({ roadmap: id }) => ({ id }), form(ROADMAP, 'release')),
  'roadmaps.task.add': record(({ roadmap }) => ({ roadmap, title: 'x' }), form(`${ROADMAP}/tasks/new`)),
  'roadmaps.task.edit': task({ title: 'x' }, form(`${TASK}/edit`)),
  'roadmaps.task.progress': task({ state: 'done' }, form(TASK, 'progress')),
  'roadmaps.task.drop': task({ reason: 'x' }, form(TASK, 'drop')),

  'stocktaking.saved-search.keep': {
    concerns: 'mine',
    input: () => ({ name: 'x', search: 'status=ongoing' }),
    forms: [form('stocktaking', 'keep')],
  },
  'stocktaking.saved-search.change': saved({ mail: 'never' }, form('stocktaking/searches', 'change')),
  'stocktaking.saved-search.forget': saved({}, form('stocktaking/searches', 'forget')),
  'stocktaking.saved-search.stop': saved({}, form('stocktaking/searches/stop/[id]', 'stop')),
  'stocktaking.index.renew': installation(() => ({})),
  'stocktaking.index.rebuild': installation(() => ({})),

  'planning.milestone.done': record(({ milestone: id }) => ({ id }), form(OBLIGATION, 'step')),
  'planning.milestone.set-due': record(
    ({ milestone: id }) => ({ id, due: '2025-01-09', reason: 'asked for' }),
    form(OBLIGATION, 'stepdue'),
  ),
  'planning.duty.give': {
    concerns: 'record',
    input: ({ obligation: id }, _who, { worker: person }) => ({ id, person }),
    forms: [form(OBLIGATION, 'duty')],
  },
  'planning.duty.end': {
    concerns: 'record',
    input: ({ obligation: id }, _who, { worker: person }) => ({ id, person }),
    forms: [form(OBLIGATION, 'release')],
  },
  'planning.hand-over': {
    // The worker has work in both bodies.
    concerns: 'installation',
    input: (_place, _who, { worker: from, world }) => ({ from, to: world.officer.id }),
    forms: [form('handover')],
  },
  'planning.note.add': obligation({ message: 'x' }, 'note'),
  'planning.notice.seen': { concerns: 'mine', input: () => ({ id: 'all' }), forms: [form('desk', 'seen')] },
  'planning.reminders.choose': {
    concerns: 'mine',
    input: () => ({ lang: 'fr' }),
    forms: [form('account/reminders')],
  },
};
