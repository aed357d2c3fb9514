import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import type { Actor } from '../src/lib/server/platform/actor.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import type { Context } from '../src/lib/server/platform/context.ts';
import { commands as register } from '../src/lib/server/register/index.ts';
import { commands as texts, receive } from '../src/lib/server/texts/index.ts';

/** A short report, a paragraph a line: what it claims is what initiatives bear out. Fictional. */
const REPORT: Record<Language, readonly string[]> = {
  en: [
    'Report on digital bridges to small harbours',
    '1\tWhat was done',
    '1.1\tCallers of forty small harbours hear the times of the tides in the languages of their coast.',
    '1.2\tWomen of twelve islands keep the networks of their own harbours and are paid for it.',
    '2\tWhat is not known yet',
    '2.1\tThe figures of two regions came in after this report was closed.',
  ],
  fr: [
    'Rapport sur les ponts numériques vers les petits ports',
    '1\tCe qui a été fait',
    '1.1\tDans quarante petits ports, on entend au téléphone l’heure des marées dans les langues de la côte.',
    '1.2\tLes femmes de douze îles entretiennent les réseaux de leurs ports et en sont rémunérées.',
    '2\tCe que l’on ne sait pas encore',
    '2.1\tLes chiffres de deux régions sont arrivés après la clôture de ce rapport.',
  ],
  es: [
    'Informe sobre los puentes digitales hacia los puertos pequeños',
    '1\tLo que se hizo',
    '1.1\tEn cuarenta puertos pequeños se oye por teléfono la hora de las mareas en las lenguas de la costa.',
    '1.2\tLas mujeres de doce islas mantienen las redes de sus puertos y cobran por ello.',
    '2\tLo que aún no se sabe',
    '2.1\tLas cifras de dos regiones llegaron después del cierre de este informe.',
  ],
  ru: [
    'Доклад о цифровых мостах к малым гаваням',
    '1\tЧто сделано',
    '1.1\tВ сорока малых гаванях время приливов сообщают по телефону на языках побережья.',
    '1.2\tЖенщины двенадцати островов обслуживают сети своих гаваней и получают за это плату.',
    '2\tЧто пока неизвестно',
    '2.1\tДанные двух регионов поступили после того, как доклад был закончен.',
  ],
  zh: [
    '关于通往小港口的数字桥梁的报告',
    '1\t已做的工作',
    '1.1\t四十个小港口的居民可以用沿岸语言通过电话收听潮汐时间。',
    '1.2\t十二个岛屿的妇女维护本港口的网络并获得报酬。',
    '2\t尚不清楚的情况',
    '2.1\t两个区域的数字在本报告截稿后才送达。',
  ],
  ar: [
    'تقرير عن الجسور الرقمية إلى الموانئ الصغيرة',
    '1\tما تم إنجازه',
    '1.1\tيستمع سكان أربعين ميناءً صغيراً هاتفياً إلى مواعيد المد والجزر بلغات سواحلهم.',
    '1.2\tتتولى نساء اثنتي عشرة جزيرة صيانة شبكات موانئهن ويتقاضين أجراً عن ذلك.',
    '2\tما لم يُعرف بعد',
    '2.1\tوصلت أرقام منطقتين بعد إقفال هذا التقرير.',
  ],
};

/** Which initiative bears out which line, and what it shows. */
const BORNE_OUT = [
  { line: '1.1', initiative: 1, claim: 'Callers on the northern quays hear them each night.', judged: 'accepted' },
  { line: '1.2', initiative: 2, claim: 'How the women of two islands learned it.', judged: 'open' },
] as const;

/**
 * A report in six languages, two of whose lines initiatives stand for as evidence, one of them judged.
 * @param by who brings it in and judges
 */
export async function tellReport(ctx: (hours?: number) => Context, by: Actor): Promise<void> {
  const as = (): Context => ({ ...ctx(1), actor: by });
  let version = '';
  for (const lang of ['en', ...LANGUAGES.filter((one) => one !== 'en')] as const) {
    const bytes = new TextEncoder().encode(`${REPORT[lang].join('\n')}\n`);
    const { id } = await receive(as(), bytes, `report-31.${lang}.txt`);
    const saved = await execute(texts.saveIntake, as(), {
      id,
      text: 0,
      body: 'council',
      number: '31',
      version: String(as().now.getUTCFullYear()),
      lang,
      visibility: 'public',
    });
    version ||= saved.version;
  }
  await execute(texts.adoptVersion, as(), { id: version, on: as().now.toISOString().slice(0, 10) });
  const { rows } = await ctx(0).database.pool.query<{ slug: string; eid: string; label: string | null }>(
    `select t.slug, n.eid, n.label from node n join edition e on e.id = n.edition join version v on v.id = e.version
      join text t on t.id = v.text where v.id = $1 and e.lang = 'en' and n.kind = 'item'`,
    [version],
  );
  for (const { line, initiative, claim, judged } of BORNE_OUT) {
    const at = rows.find(({ label }) => label?.startsWith(line));
    const { id } = await execute(register.giveEvidence, as(), {
      at: `en/texts/${at?.slug}#${at?.eid}`,
      record: String(initiative),
      claim,
    });
    if (judged === 'accepted') await execute(register.judge, as(), { id, judged });
  }
}
