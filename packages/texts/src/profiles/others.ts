import type { Vocabulary } from './types.ts';

export const es: Vocabulary = {
  preambular: { recalling: ['recordando'], considering: ['considerando', 'habiendo examinado'], recognizing: ['reconociendo'], noting: ['observando', 'tomando nota', 'señalando', 'advirtiendo'], reaffirming: ['reafirmando'], emphasizing: ['subrayando', 'destacando', 'poniendo de relieve', 'haciendo hincapié'], welcoming: ['acogiendo', 'celebrando'], 'bearing-in-mind': ['teniendo presente'], 'taking-into-account': ['teniendo en cuenta', 'habida cuenta'], aware: ['consciente', 'conscientes'], convinced: ['convencida', 'convencido'], concerned: ['preocupada', 'preocupado', 'profundamente preocupada'], expressing: ['expresando'], guided: ['guiada', 'guiado', 'guiándose'], having: ['habiendo', 'reiterando', 'encomiando', 'deplorando', 'deseando', 'deseosa', 'deseoso', 'estimando'] },
  operative: { resolves: ['resuelve', 'decide', 'acuerda'], instructs: ['encarga'], requests: ['solicita', 'pide', 'exige'], invites: ['invita'], encourages: ['alienta', 'anima'], recommends: ['recomienda', 'propone'], urges: ['insta', 'exhorta', 'hace un llamamiento'], charges: ['autoriza', 'encomienda'], notes: ['toma nota', 'observa'], welcomes: ['acoge', 'celebra'], recognizes: ['reconoce'], reaffirms: ['reafirma', 'confirma', 'reitera', 'recuerda'], emphasizes: ['subraya', 'destaca', 'pone de relieve'], expresses: ['expresa', 'encomia', 'agradece', 'felicita', 'deplora', 'condena'], adopts: ['aprueba', 'adopta', 'hace suyo', 'respalda'], declares: ['declara', 'proclama', 'considera'], remains: ['sigue', 'continúa'] },
  annex: /^(?:anexo|apéndice|adjunto)(?:\s+(?:[A-Z]|[IVXL]+|\d+))?$/i,
  article: /^artículo\s+(\d+|[ivx]+)\b\.?/i,
  combined: /^(resuelve|decide)\s+(encargar|pedir|invitar|alentar|instar|recomendar|solicitar)\b/i,
  and: /\s*(?:,\s*(?:a\s+)?|\s+y\s+(?:a\s+)?|\s+e\s+)(?=l[ao]s?\s|al\s|todos)/i,
};
export const ru: Vocabulary = {
  preambular: { recalling: ['напоминая', 'ссылаясь'], considering: ['учитывая', 'рассмотрев', 'принимая во внимание', 'считая', 'полагая'], recognizing: ['признавая'], noting: ['отмечая', 'принимая к сведению', 'констатируя'], reaffirming: ['подтверждая', 'вновь подтверждая'], emphasizing: ['подчеркивая', 'особо отмечая', 'обращая внимание'], welcoming: ['приветствуя', 'с удовлетворением'], 'bearing-in-mind': ['памятуя', 'имея в виду', 'принимая во внимание'], aware: ['сознавая', 'осознавая'], convinced: ['будучи убеждена', 'будучи убежден', 'убежденная'], concerned: ['будучи обеспокоена', 'выражая обеспокоенность', 'выражая озабоченность'], expressing: ['выражая'], guided: ['руководствуясь'], having: ['стремясь', 'желая', 'действуя', 'сожалея', 'вновь'] },
  operative: { resolves: ['решает', 'постановляет'], instructs: ['поручает'], requests: ['просит', 'требует'], invites: ['предлагает', 'приглашает'], encourages: ['призывает', 'рекомендует государствам', 'побуждает'], recommends: ['рекомендует'], urges: ['настоятельно призывает', 'настоятельно рекомендует'], charges: ['уполномочивает', 'учреждает'], notes: ['отмечает', 'принимает к сведению'], welcomes: ['приветствует'], recognizes: ['признает'], reaffirms: ['подтверждает', 'вновь подтверждает', 'напоминает'], emphasizes: ['подчеркивает'], expresses: ['выражает', 'осуждает', 'сожалеет'], adopts: ['принимает', 'утверждает', 'одобряет'], declares: ['заявляет', 'провозглашает', 'объявляет'], remains: ['продолжает', 'остается'] },
  annex: /^(?:приложение|дополнение|дополнительный документ)(?:\s+(?:[A-ZА-Я]|[IVXL]+|\d+))?$/i,
  article: /^статья\s+(\d+|[ivx]+)\.?/i,
  combined: /^(решает)\s+(поручить|просить|предложить|призвать)/i,
  and: /\s*(?:,\s*|\s+и\s+)(?=[А-ЯA-Z])/,
};
export const zh: Vocabulary = {
  preambular: { recalling: ['忆及', '回顾'], considering: ['考虑到', '审议了', '鉴于'], recognizing: ['认识到', '承认', '确认'], noting: ['注意到', '表示注意到', '满意地注意到'], reaffirming: ['重申', '再次申明'], emphasizing: ['强调', '着重指出'], welcoming: ['欢迎'], 'bearing-in-mind': ['铭记', '牢记', '念及'], aware: ['意识到'], convinced: ['深信'], concerned: ['关切', '深为关切', '关注'], expressing: ['表示'], guided: ['遵循', '遵照'] },
  operative: { resolves: ['做出决议', '作出决议', '决定', '决议'], instructs: ['责成'], requests: ['要求', '请求'], invites: ['请', '邀请'], encourages: ['鼓励'], recommends: ['建议'], urges: ['敦促', '促请', '呼吁'], charges: ['授权', '委托'], notes: ['指出'], adopts: ['通过', '批准', '核可', '赞同'], declares: ['宣布', '宣告'] },
  annex: /^(?:附件|附录|附文|后附资料)\s*(?:[A-Z]|[IVXL]+|\d+|[一二三四五六七八九十]+)?$/,
  article: /^第\s*([〇一二三四五六七八九十百\d]+)\s*条/,
  combined: /^(做出决议|作出决议|决定)[，,]?(责成|请|要求|敦促|鼓励)/,
  and: /(?:和|及|以及|、)/,
};
export const ar: Vocabulary = {
  preambular: { recalling: ['إذ يذكر', 'إذ تذكر', 'إذ تشير', 'إذ يشير'], considering: ['إذ يضع في اعتباره', 'إذ تضع في اعتبارها', 'إذ ينظر', 'وقد نظرت', 'وقد نظر'], recognizing: ['إذ يعترف', 'إذ تعترف', 'إذ يدرك', 'إذ تدرك', 'إذ تسلم', 'إذ يسلم', 'إذ يقر', 'إذ تقر'], noting: ['إذ يلاحظ', 'إذ تلاحظ', 'إذ يحيط علما', 'إذ تحيط علما'], reaffirming: ['إذ تؤكد من جديد', 'إذ يؤكد من جديد', 'إذ تعيد التأكيد', 'إذ يعيد التأكيد'], emphasizing: ['إذ يؤكد', 'إذ تؤكد', 'إذ يشدد', 'إذ تشدد', 'إذ يبرز'], welcoming: ['إذ يرحب', 'إذ ترحب'], 'taking-into-account': ['إذ يأخذ في الحسبان', 'إذ تأخذ في الحسبان', 'إذ يأخذ بعين الاعتبار'], concerned: ['إذ يساوره', 'إذ يساورها', 'إذ يعرب', 'إذ تعرب'], guided: ['إذ تسترشد', 'إذ يسترشد', 'إذ تهتدي'], having: ['إذ'] },
  operative: { resolves: ['يقرر', 'تقرر'], instructs: ['يكلف', 'تكلف'], requests: ['يطلب', 'تطلب'], invites: ['يدعو', 'تدعو'], encourages: ['يشجع', 'تشجع'], recommends: ['يوصي', 'توصي'], urges: ['يحث', 'تحث', 'يناشد', 'تناشد'], notes: ['يلاحظ', 'تلاحظ', 'يحيط علما', 'تحيط علما'], welcomes: ['يرحب', 'ترحب'], recognizes: ['يعترف', 'تعترف', 'تسلم'], reaffirms: ['يؤكد', 'تؤكد', 'تعيد'], emphasizes: ['يشدد', 'تشدد'], expresses: ['يعرب', 'تعرب', 'تدين', 'تشيد'], adopts: ['يعتمد', 'تعتمد', 'يوافق', 'توافق'], declares: ['يعلن', 'تعلن'] },
  annex: /^(?:ال)?(?:ملحق|مرفق|تذييل|إضافة)(?:\s+\S{1,8})?$/,
  article: /^المادة\s+(\d+|\S+)/,
  combined: /^(يقرر)\s+(?:أن\s+)?(يكلف|تكليف|يدعو|يطلب)/,
  and: /\s+و(?=ال|مدير|أعضاء|جميع)|،\s*/,
};
