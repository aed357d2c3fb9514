import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { readDocx } from '@suivi/texts/read/docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translator } from '#lib/i18n/index.ts';
import { seedDemo } from '../../../../seed/index.ts';
import { ANONYMOUS } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { AppError, InvalidInput, NotFound } from '../platform/errors.ts';
import { testDatabase } from '../platform/testing/database.ts';
import type { ObligationRow } from '../register/index.ts';
import { answer, bytesOf, sheetOfAddressee, sheetOfRegister, sheetOfYear } from './index.ts';
import { addresseeSheet, calendarSheet, registerSheet, type Reader } from './sheets.ts';

const reader = (lang: Language): Reader => ({
  lang,
  now: new Date('2026-03-01T00:00:00Z'),
  origin: 'https://suivi.example.org',
});
const row = (number: number, more: Partial<ObligationRow> = {}): ObligationRow => ({
  id: `o${number}`,
  number,
  force: 'instructs',
  binding: true,
  deliverable: 'report',
  life: 'active',
  action: { value: 'présenter un rapport #let x = [*1*] "<&>"', lang: 'fr', state: 'official' },
  parties: [
    { role: 'addressee', words: 'SG', code: 'sg', name: { value: 'Secretary-General', lang: 'en', state: 'official' } },
    { role: 'recipient', words: 'the Council', code: null, name: null },
  ],
  frameworks: [],
  source: null,
  next: {
    id: 'x',
    key: '2027',
    state: 'planned',
    late: number === 2,
    due: { from: '2027-01-01', to: '2027-12-31', precision: 'year' },
    words: '',
  },
  answers: 0,
  timing: { kind: 'annual' } as ObligationRow['timing'],
  ...more,
});
const rows = [row(1), row(2), row(3, { life: 'fulfilled', next: null }), row(4, { next: null })];

describe('a sheet of the register', () => {
  test.each(LANGUAGES)('in %s says who, what, for whom, by when and in what state', (lang) => {
    const t = translator(lang);
    const sheet = registerSheet(rows, { state: 'late', addressee: 'sg' }, reader(lang));
    expect(sheet.lines.join('\n')).toContain('Secretary-General');
    expect(sheet.lines.join('\n')).toContain(t('register.state.late'));
    const table = sheet.sections[0]?.table;
    expect(table?.headers).toHaveLength(6);
    expect(table?.rows.map((each) => each[5]?.text)).toEqual([
      t('register.state.planned'),
      t('register.late'),
      t('register.life.fulfilled'),
      t('register.life.active'),
    ]);
    expect(table?.rows[0]?.[2]).toMatchObject(lang === 'fr' ? {} : { lang: 'fr' });
    expect(table?.rows[0]?.[0]?.href).toBe(`https://suivi.example.org/${lang}/register/1`);
  });

  test.each(LANGUAGES)('becomes a Word file and a tagged PDF in %s', async (lang) => {
    const sheet = addresseeSheet('SG', rows, reader(lang));
    const word = readDocx(await bytesOf(sheet, 'docx'));
    const table = word.blocks.find((block) => block.kind === 'table');
    expect(table?.rows).toHaveLength(5);
    expect(table?.rows?.[0]?.header).toBe(true);
    expect(table?.raw).toContain('#let x = [*1*] "<&>"');
    const pdf = Buffer.from(await bytesOf(sheet, 'pdf')).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toMatch(new RegExp(`/Lang ?\\(${lang}`));
    expect(pdf).toContain('pdfuaid');
  });

  test('of a year lists sessions and what is due', async () => {
    const sheet = calendarSheet(
      {
        year: 2027,
        entries: [
          {
            kind: 'step',
            number: 7,
            key: 'C27',
            due: { from: '2027-06-01', to: '2027-06-30' },
            precision: 'month',
            state: 'planned',
            step: 'clearance',
            late: false,
            body: null,
            bodyName: null,
            code: null,
            deliverable: 'report',
            action: null,
            addressee: null,
            recipient: null,
          },
        ],
      },
      reader('en'),
    );
    expect(sheet.title).toContain('2027');
    expect(sheet.sections[1]?.table.rows[0]?.[0]?.text).toBe('June 2027');
    expect(sheet.sections[1]?.table.rows[0]?.[5]?.text).toBe('clearance · planned');
    expect((await bytesOf(sheet, 'pdf')).length).toBeGreaterThan(1_000);
  });
});

describe('what is more than a sheet holds', () => {
  test.each(LANGUAGES)('is said in %s', async (lang) => {
    const said = await answer(lang, 'pdf', 'register', '/en/register?q="x"', () =>
      Promise.reject(new AppError('too-many-rows', 422)),
    );
    expect(said.status).toBe(422);
    const page = await said.text();
    expect(page).toContain(translator(lang)('errors.too-many-rows'));
    expect(page).toContain(`dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`);
    expect(page).not.toContain('q="x"');
  });
  test('other faults go on', async () => {
    await expect(answer('en', 'pdf', 'x', '/', () => Promise.reject(new NotFound('x')))).rejects.toThrow(NotFound);
  });
});

describe('from the database', () => {
  let db: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());
  const ctx = (): Context => ({ database: db.db, actor: ANONYMOUS, lang: 'fr', now: new Date(), door: 'form' });

  test('an empty register is a sheet that says so', async () => {
    const sheet = await sheetOfRegister(ctx(), {}, 'https://x');
    expect(sheet.sections[0]?.table.rows).toEqual([]);
    expect(readDocx(await bytesOf(sheet, 'docx')).blocks.map((block) => block.raw)).toContain(
      translator('fr')('register.empty'),
    );
    expect((await sheetOfYear(ctx(), { year: 2027 }, 'https://x')).sections).toHaveLength(2);
  });
  test('filters are parsed as the page parses them; an unknown addressee is not found', async () => {
    await expect(sheetOfRegister(ctx(), { state: 'nonsense' }, 'https://x')).rejects.toThrow(InvalidInput);
    await expect(sheetOfAddressee(ctx(), 'nobody', 'https://x')).rejects.toThrow(NotFound);
  });
});

describe('from the demonstration', () => {
  let db: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    db = await testDatabase();
    await seedDemo(db.url, () => undefined);
  }, 120_000);
  afterAll(() => db.close());
  const thisYear = new Date().getUTCFullYear();
  const ctx = (lang: Language): Context => ({ database: db.db, actor: ANONYMOUS, lang, now: new Date(), door: 'form' });

  test.each(LANGUAGES)('the three sheets are drawn in %s with every row', async (lang) => {
    const sheet = await sheetOfRegister(ctx(lang), {}, 'https://x');
    const count = sheet.sections[0]?.table.rows.length ?? 0;
    expect(count).toBeGreaterThan(20);
    const word = readDocx(await bytesOf(sheet, 'docx'));
    expect(word.blocks.find((block) => block.kind === 'table')?.rows).toHaveLength(count + 1);
    expect(word.properties.language?.slice(0, 2)).toBe(lang);
    expect((await bytesOf(sheet, 'pdf')).length).toBeGreaterThan(5_000);
    expect(
      (await bytesOf(await sheetOfYear(ctx(lang), { year: thisYear }, 'https://x'), 'pdf')).length,
    ).toBeGreaterThan(5_000);
    const { title } = await sheetOfAddressee(ctx(lang), 'union', 'https://x');
    expect(title).not.toContain('union');
  });

  test('a page asked for leaves nothing out: paging fields are not filters', async () => {
    const all = await sheetOfRegister(ctx('en'), {}, 'https://x');
    const paged = await sheetOfRegister(ctx('en'), { after: '5', limit: '3' }, 'https://x');
    expect(paged.sections[0]?.table.rows).toEqual(all.sections[0]?.table.rows);
  });

  test('more rows than a sheet holds are refused, as many as it holds are not', async () => {
    const count = (await sheetOfRegister(ctx('en'), {}, 'https://x')).sections[0]?.table.rows.length ?? 0;
    await expect(sheetOfRegister(ctx('en'), {}, 'https://x', count - 1)).rejects.toMatchObject({
      code: 'too-many-rows',
    });
    await expect(sheetOfRegister(ctx('en'), {}, 'https://x', count)).resolves.toBeDefined();
    await expect(sheetOfYear(ctx('en'), { year: thisYear }, 'https://x', 1)).rejects.toMatchObject({
      code: 'too-many-rows',
    });
  });
});
