import type { Language } from '../model/text.ts';

/**
 * Words of a summary of changes. `{…}` are places for what is printed. Counts stand after a colon ("Paragraphs added: 3"),
 * so that no language needs a plural form for them, and what happened is a noun where a participle would follow the gender of a
 * paragraph, a heading or a row.
 */
export interface Messages {
  /** Quotation marks, outer. */
  quotes: readonly [string, string];
  /** Between phrases about one place, and after the place. */
  between: string;
  colon: string;
  paragraph: string;
  /** A paragraph without label, by its first words. */
  beginning: string;
  heading: string;
  bareHeading: string;
  title: string;
  note: string;
  table: string;
  row: string;
  cell: string;
  noChange: string;
  counts: { changed: string; inserted: string; deleted: string; moved: string; renumbered: string };
  renumbered: string;
  range: string;
  labelled: string;
  unlabelled: string;
  inserted: string;
  deleted: string;
  insertedMany: string;
  deletedMany: string;
  moved: string;
  /** The place is the paragraph before it now; `movedAway` where there is none. */
  movedAfter: string;
  movedAway: string;
  /** Between where it moved and what changed in it. */
  andChanged: string;
  split: string;
  joined: string;
  deadline: string;
  date: string;
  figure: string;
  reference: string;
  force: string;
  verb: string;
  addressee: string;
  negationAdded: string;
  negationRemoved: string;
  replaced: string;
  added: string;
  struck: string;
  formatted: string;
  resized: string;
  /** Said aloud beside marks: what colours and lines show. */
  marks: {
    inserted: string;
    deleted: string;
    movedHere: string;
    movedAway: string;
    /** With the other end: at the place reached, and at the place left. */
    movedFrom: string;
    movedTo: string;
    formatted: string;
    was: string;
  };
  by: string;
}

const en: Messages = {
  quotes: ['“', '”'],
  between: '; ',
  colon: ': ',
  paragraph: 'Paragraph {label}',
  beginning: 'Paragraph beginning {words}',
  heading: 'Section {label}',
  bareHeading: 'Heading {words}',
  title: 'Title',
  note: 'Footnote {label}',
  table: 'Table beginning {words}',
  row: 'Table row {words}',
  cell: 'Table cell {words}',
  noChange: 'No change.',
  counts: {
    changed: 'paragraphs changed: {n}',
    inserted: 'added: {n}',
    deleted: 'deleted: {n}',
    moved: 'moved: {n}',
    renumbered: 'renumbered: {n}',
  },
  renumbered: 'renumbered {to}',
  range: 'Paragraphs {from} to {to} renumbered {newFrom} to {newTo}',
  labelled: 'numbered {to}',
  unlabelled: 'number removed',
  inserted: 'added: {words}',
  deleted: 'deleted: {words}',
  insertedMany: 'added with its paragraphs ({n}): {words}',
  deletedMany: 'deleted with its paragraphs ({n}): {words}',
  moved: 'moved, now {place}',
  movedAfter: 'moved after {place}',
  movedAway: 'moved to another place',
  andChanged: ', and changed: ',
  split: 'split; the second part is now {place}',
  joined: 'joined with {place}',
  deadline: 'deadline moved from {was} to {is}',
  date: 'date changed from {was} to {is}',
  figure: 'figure changed from {was} to {is}',
  reference: 'reference changed from {was} to {is}',
  force: 'force of the obligation changed: {was} replaced by {is}',
  verb: 'verb changed from {was} to {is}',
  addressee: 'addressee changed from {was} to {is}',
  negationAdded: 'negation added: {is}',
  negationRemoved: 'negation deleted: {was}',
  replaced: '{was} replaced by {is}',
  added: '{is} added',
  struck: '{was} deleted',
  formatted: 'formatting of {is} changed',
  resized: 'merged with other cells, or divided',
  marks: {
    inserted: 'added',
    deleted: 'deleted',
    movedHere: 'moved here',
    movedAway: 'moved elsewhere',
    movedFrom: 'moved here from: {place}',
    movedTo: 'moved to: {place}',
    formatted: 'formatting changed',
    was: 'formerly',
  },
  by: 'by {author}',
};

const fr: Messages = {
  quotes: ['«\u00a0', '\u00a0»'],
  between: '\u00a0; ',
  colon: '\u00a0: ',
  paragraph: 'Paragraphe {label}',
  beginning: 'Paragraphe commençant par {words}',
  heading: 'Section {label}',
  bareHeading: 'Intitulé {words}',
  title: 'Titre',
  note: 'Note {label}',
  table: 'Tableau commençant par {words}',
  row: 'Ligne du tableau {words}',
  cell: 'Cellule du tableau {words}',
  noChange: 'Aucune modification.',
  counts: {
    changed: 'paragraphes modifiés\u00a0: {n}',
    inserted: 'ajoutés\u00a0: {n}',
    deleted: 'supprimés\u00a0: {n}',
    moved: 'déplacés\u00a0: {n}',
    renumbered: 'renumérotés\u00a0: {n}',
  },
  renumbered: 'nouveau numéro\u00a0: {to}',
  range: 'Paragraphes {from} à {to} renumérotés {newFrom} à {newTo}',
  labelled: 'numéro {to} attribué',
  unlabelled: 'numéro supprimé',
  inserted: 'ajout\u00a0: {words}',
  deleted: 'suppression\u00a0: {words}',
  insertedMany: 'ajout, paragraphes compris ({n})\u00a0: {words}',
  deletedMany: 'suppression, paragraphes compris ({n})\u00a0: {words}',
  moved: 'déplacement\u00a0; devient\u00a0: {place}',
  movedAfter: 'déplacement après\u00a0: {place}',
  movedAway: 'déplacement',
  andChanged: '\u00a0; modification\u00a0: ',
  split: 'scission\u00a0; la seconde partie devient\u00a0: {place}',
  joined: 'fusion avec\u00a0: {place}',
  deadline: 'échéance modifiée\u00a0: {is} au lieu de {was}',
  date: 'date modifiée\u00a0: {is} au lieu de {was}',
  figure: 'chiffre modifié\u00a0: {is} au lieu de {was}',
  reference: 'référence modifiée\u00a0: {is} au lieu de {was}',
  force: 'portée de l’obligation modifiée\u00a0: {is} au lieu de {was}',
  verb: 'verbe modifié\u00a0: {is} au lieu de {was}',
  addressee: 'destinataire modifié\u00a0: {is} au lieu de {was}',
  negationAdded: 'négation ajoutée\u00a0: {is}',
  negationRemoved: 'négation supprimée\u00a0: {was}',
  replaced: '{was} remplacé par {is}',
  added: 'ajout de {is}',
  struck: 'suppression de {was}',
  formatted: 'mise en forme de {is} modifiée',
  resized: 'fusionnée avec d’autres cellules, ou divisée',
  marks: {
    inserted: 'ajouté',
    deleted: 'supprimé',
    movedHere: 'déplacé ici',
    movedAway: 'déplacé ailleurs',
    movedFrom: 'déplacé ici, auparavant\u00a0: {place}',
    movedTo: 'déplacé, désormais\u00a0: {place}',
    formatted: 'mise en forme modifiée',
    was: 'anciennement',
  },
  by: 'par {author}',
};

const es: Messages = {
  quotes: ['«', '»'],
  between: '; ',
  colon: ': ',
  paragraph: 'Párrafo {label}',
  beginning: 'Párrafo que comienza por {words}',
  heading: 'Sección {label}',
  bareHeading: 'Encabezamiento {words}',
  title: 'Título',
  note: 'Nota {label}',
  table: 'Cuadro que comienza por {words}',
  row: 'Fila del cuadro {words}',
  cell: 'Celda del cuadro {words}',
  noChange: 'Sin modificaciones.',
  counts: {
    changed: 'párrafos modificados: {n}',
    inserted: 'añadidos: {n}',
    deleted: 'suprimidos: {n}',
    moved: 'trasladados: {n}',
    renumbered: 'renumerados: {n}',
  },
  renumbered: 'pasa a ser {to}',
  range: 'Los párrafos {from} a {to} pasan a ser {newFrom} a {newTo}',
  labelled: 'se le asigna el número {to}',
  unlabelled: 'número suprimido',
  inserted: 'adición: {words}',
  deleted: 'supresión: {words}',
  insertedMany: 'adición, con sus párrafos ({n}): {words}',
  deletedMany: 'supresión, con sus párrafos ({n}): {words}',
  moved: 'traslado; pasa a ser: {place}',
  movedAfter: 'traslado a continuación de: {place}',
  movedAway: 'traslado',
  andChanged: '; modificación: ',
  split: 'división; la segunda parte pasa a ser: {place}',
  joined: 'fusión con: {place}',
  deadline: 'plazo modificado: {is} en lugar de {was}',
  date: 'fecha modificada: {is} en lugar de {was}',
  figure: 'cifra modificada: {is} en lugar de {was}',
  reference: 'referencia modificada: {is} en lugar de {was}',
  force: 'alcance de la obligación modificado: {is} en lugar de {was}',
  verb: 'verbo modificado: {is} en lugar de {was}',
  addressee: 'destinatario modificado: {is} en lugar de {was}',
  negationAdded: 'negación añadida: {is}',
  negationRemoved: 'negación suprimida: {was}',
  replaced: '{was} sustituido por {is}',
  added: 'se añade {is}',
  struck: 'se suprime {was}',
  formatted: 'formato de {is} modificado',
  resized: 'combinada con otras celdas, o dividida',
  marks: {
    inserted: 'añadido',
    deleted: 'suprimido',
    movedHere: 'trasladado aquí',
    movedAway: 'trasladado a otro lugar',
    movedFrom: 'trasladado aquí, antes: {place}',
    movedTo: 'trasladado, ahora: {place}',
    formatted: 'formato modificado',
    was: 'antes',
  },
  by: 'por {author}',
};

const ru: Messages = {
  quotes: ['«', '»'],
  between: '; ',
  colon: ': ',
  paragraph: 'Пункт {label}',
  beginning: 'Пункт, начинающийся словами {words}',
  heading: 'Раздел {label}',
  bareHeading: 'Заголовок {words}',
  title: 'Название',
  note: 'Сноска {label}',
  table: 'Таблица, начинающаяся словами {words}',
  row: 'Строка таблицы {words}',
  cell: 'Ячейка таблицы {words}',
  noChange: 'Изменений нет.',
  counts: {
    changed: 'изменено пунктов: {n}',
    inserted: 'добавлено: {n}',
    deleted: 'исключено: {n}',
    moved: 'перемещено: {n}',
    renumbered: 'изменена нумерация: {n}',
  },
  renumbered: 'новый номер: {to}',
  range: 'Пункты {from}–{to} перенумерованы в {newFrom}–{newTo}',
  labelled: 'присвоен номер {to}',
  unlabelled: 'номер снят',
  inserted: 'добавлен текст {words}',
  deleted: 'исключен текст {words}',
  insertedMany: 'добавлен вместе с пунктами ({n}) текст {words}',
  deletedMany: 'исключен вместе с пунктами ({n}) текст {words}',
  moved: 'перемещение; теперь: {place}',
  movedAfter: 'перемещение; следует за: {place}',
  movedAway: 'перемещение в другое место',
  andChanged: '; изменение: ',
  split: 'разделение; вторая часть теперь: {place}',
  joined: 'объединение с частью: {place}',
  deadline: 'срок изменен: {is} вместо {was}',
  date: 'дата изменена: {is} вместо {was}',
  figure: 'цифра изменена: {is} вместо {was}',
  reference: 'ссылка изменена: {is} вместо {was}',
  force: 'степень обязательности изменена: {is} вместо {was}',
  verb: 'глагол изменен: {is} вместо {was}',
  addressee: 'адресат изменен: {is} вместо {was}',
  negationAdded: 'добавлено отрицание: {is}',
  negationRemoved: 'исключено отрицание: {was}',
  replaced: '{was} заменено на {is}',
  added: 'добавлено {is}',
  struck: 'исключено {was}',
  formatted: 'изменено оформление: {is}',
  resized: 'объединена с другими ячейками или разделена',
  marks: {
    inserted: 'добавлено',
    deleted: 'исключено',
    movedHere: 'перемещено сюда',
    movedAway: 'перемещено в другое место',
    movedFrom: 'перемещено сюда, прежде: {place}',
    movedTo: 'перемещено, теперь: {place}',
    formatted: 'оформление изменено',
    was: 'ранее',
  },
  by: 'автор: {author}',
};

const zh: Messages = {
  quotes: ['“', '”'],
  between: '；',
  colon: '：',
  paragraph: '第{label}段',
  beginning: '以{words}开头的段落',
  heading: '第{label}节',
  bareHeading: '标题{words}',
  title: '题目',
  note: '脚注{label}',
  table: '以{words}开头的表格',
  row: '表格行{words}',
  cell: '表格单元格{words}',
  noChange: '没有改动。',
  counts: {
    changed: '修改段落：{n}',
    inserted: '新增：{n}',
    deleted: '删除：{n}',
    moved: '移动：{n}',
    renumbered: '重新编号：{n}',
  },
  renumbered: '编号改为{to}',
  range: '第{from}至{to}段改为第{newFrom}至{newTo}段',
  labelled: '编号为{to}',
  unlabelled: '删除编号',
  inserted: '新增：{words}',
  deleted: '删除：{words}',
  insertedMany: '连同所含段落（{n}）新增：{words}',
  deletedMany: '连同所含段落（{n}）删除：{words}',
  moved: '移至：{place}',
  movedAfter: '移至{place}之后',
  movedAway: '移至他处',
  andChanged: '，并作修改：',
  split: '拆分，后一部分现为：{place}',
  joined: '与下列段落合并：{place}',
  deadline: '期限由{was}改为{is}',
  date: '日期由{was}改为{is}',
  figure: '数字由{was}改为{is}',
  reference: '引用由{was}改为{is}',
  force: '约束力改变：{was}改为{is}',
  verb: '动词由{was}改为{is}',
  addressee: '对象由{was}改为{is}',
  negationAdded: '增加否定词{is}',
  negationRemoved: '删除否定词{was}',
  replaced: '{was}改为{is}',
  added: '增加{is}',
  struck: '删除{was}',
  formatted: '{is}格式改变',
  resized: '与其他单元格合并或被拆分',
  marks: {
    inserted: '新增',
    deleted: '删除',
    movedHere: '移至此处',
    movedAway: '移至他处',
    movedFrom: '移自：{place}',
    movedTo: '移至：{place}',
    formatted: '格式改变',
    was: '原为',
  },
  by: '修改者：{author}',
};

const ar: Messages = {
  quotes: ['«', '»'],
  between: '؛ ',
  colon: ': ',
  paragraph: 'الفقرة {label}',
  beginning: 'الفقرة التي تبدأ بعبارة {words}',
  heading: 'الفرع {label}',
  bareHeading: 'العنوان {words}',
  title: 'عنوان النص',
  note: 'الحاشية {label}',
  table: 'الجدول الذي يبدأ بعبارة {words}',
  row: 'صف الجدول {words}',
  cell: 'خلية الجدول {words}',
  noChange: 'لا توجد تعديلات.',
  counts: {
    changed: 'الفقرات المعدلة: {n}',
    inserted: 'المضافة: {n}',
    deleted: 'المحذوفة: {n}',
    moved: 'المنقولة: {n}',
    renumbered: 'المعاد ترقيمها: {n}',
  },
  renumbered: 'الرقم الجديد: {to}',
  range: 'أعيد ترقيم الفقرات من {from} إلى {to} لتصبح من {newFrom} إلى {newTo}',
  labelled: 'إسناد الرقم {to}',
  unlabelled: 'حُذف الرقم',
  inserted: 'أضيف النص {words}',
  deleted: 'حُذف النص {words}',
  insertedMany: 'أضيف النص مع فقراته ({n}): {words}',
  deletedMany: 'حُذف النص مع فقراته ({n}): {words}',
  moved: 'نقل، والموضع الآن: {place}',
  movedAfter: 'نقل إلى ما بعد: {place}',
  movedAway: 'نقل إلى موضع آخر',
  andChanged: '، وتعديل: ',
  split: 'تقسيم، والجزء الثاني هو الآن: {place}',
  joined: 'دمج مع: {place}',
  deadline: 'عُدل الموعد النهائي من {was} إلى {is}',
  date: 'عُدل التاريخ من {was} إلى {is}',
  figure: 'عُدل الرقم من {was} إلى {is}',
  reference: 'عُدلت الإحالة من {was} إلى {is}',
  force: 'عُدلت درجة الإلزام: {is} بدلا من {was}',
  verb: 'عُدل الفعل من {was} إلى {is}',
  addressee: 'عُدلت الجهة المخاطبة من {was} إلى {is}',
  negationAdded: 'أضيفت أداة النفي {is}',
  negationRemoved: 'حُذفت أداة النفي {was}',
  replaced: 'استُعيض عن {was} بـ {is}',
  added: 'أضيفت عبارة {is}',
  struck: 'حُذفت عبارة {was}',
  formatted: 'عُدل تنسيق {is}',
  resized: 'دُمجت مع خلايا أخرى أو قُسمت',
  marks: {
    inserted: 'مضاف',
    deleted: 'محذوف',
    movedHere: 'منقول إلى هنا',
    movedAway: 'منقول إلى موضع آخر',
    movedFrom: 'منقول إلى هنا من: {place}',
    movedTo: 'منقول إلى: {place}',
    formatted: 'تنسيق معدل',
    was: 'سابقا',
  },
  by: 'بقلم {author}',
};

/** The words of a summary, in each language. */
export const MESSAGES: Record<Language, Messages> = { ar, en, es, fr, ru, zh };

/** A message with its places filled. */
export const fill = (message: string, values: Record<string, string | number>): string =>
  message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Whether a label tells one paragraph from the next: a dash does not. */
export const isTelling = (label: string | null): label is string => label !== null && /[\p{L}\p{N}]/u.test(label);
