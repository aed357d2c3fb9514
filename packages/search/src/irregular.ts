import type { Language } from './features.ts';

const table = (lines: string): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const line of lines.trim().split('\n')) {
    const [base = '', ...forms] = line.trim().split(/\s+/);
    for (const form of forms) map.set(form, base);
  }
  return map;
};

/** Folded forms that no ending tells, by language, to the word they belong to: common nouns of development work. */
export const IRREGULAR: Partial<Record<Language, ReadonlyMap<string, string>>> = {
  en: table(`
    child children
    woman women
    man men
    person people persons
    foot feet
    analysis analyses
    crisis crises
    criterion criteria
    life lives
    leaf leaves`),
  fr: table(`
    oeil yeux
    travail travaux
    reseau reseaux`),
  ru: table(`
    ребенок дети детей детям детьми детях ребята
    человек люди людей людям людьми людях
    год лет годы
    друг друзья друзей друзьям
    мать матери матерей матерям`),
  // Broken plurals. Given as fold() leaves them, without the article.
  ar: table(`
    مدرسه مدارس
    طفل اطفال
    قريه قري
    مشروع مشاريع مشروعات
    برنامج برامج
    دوله دول
    خطه خطط
    طالب طلاب طلبه
    تلميذ تلاميذ تلامذه
    امراه نساء
    شاب شباب
    مركز مراكز
    موقع مواقع
    هاتف هواتف
    جهاز اجهزه
    بنك بنوك
    سعر اسعار
    سوق اسواق
    خريطه خرائط
    بيت بيوت
    مدينه مدن
    مورد موارد
    منطقه مناطق
    حق حقوق
    هدف اهداف
    نظام انظمه نظم
    معهد معاهد
    مصنع مصانع
    مكتب مكاتب
    مكتبه مكتبات
    كتاب كتب
    درس دروس
    عامل عمال
    عالم علماء
    خبير خبراء
    وزير وزراء
    شريك شركاء
    عضو اعضاء
    فرد افراد
    مجتمع مجتمعات
    جزيره جزر
    نهر انهار
    بحر بحار
    طريق طرق
    شهر اشهر شهور
    يوم ايام
    سنه سنوات سنين
    خبر اخبار
    قانون قوانين
    معيار معايير
    مبدا مبادئ مبادي
    مرض امراض
    مريض مرضي
    طبيب اطباء
    ممرض ممرضون
    دواء ادويه
    محصول محاصيل
    حقل حقول
    ارض اراضي اراض
    بلد بلدان بلاد
    اسره اسر
    ام امهات
    اب اباء
    لغه لغات
    قمر اقمار
    ملف ملفات
    اداه ادوات
    وسيله وسائل
    رساله رسائل
    قاعده قواعد
    فتاه فتيات
    بنت بنات`),
};
