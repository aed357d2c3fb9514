import type { Vocabulary } from './types.ts';

export const fr: Vocabulary = {
  preambular: {
    recalling: ['rappelant', 'ayant rappelé'], considering: ['considérant', 'ayant examiné', 'ayant considéré'], recognizing: ['reconnaissant', 'constatant'], noting: ['notant', 'prenant note', 'prenant acte', 'ayant pris note', 'ayant noté'],
    acknowledging: ['saluant', 'consciente', 'conscient', 'sachant'], reaffirming: ['réaffirmant', 'affirmant', 'confirmant'], emphasizing: ['soulignant', 'insistant', 'mettant en avant', 'mettant en relief', 'mettant l’accent', "mettant l'accent"],
    welcoming: ['se félicitant', 'accueillant', 'se réjouissant'], 'bearing-in-mind': ['ayant à l’esprit', "ayant à l'esprit", 'gardant à l’esprit', "gardant à l'esprit"], 'taking-into-account': ['tenant compte', 'compte tenu', 'prenant en compte', 'prenant en considération', 'eu égard'],
    convinced: ['convaincu', 'convaincue', 'persuadée', 'persuadé'], concerned: ['préoccupé', 'préoccupée', 'inquiet', 'inquiète', 'alarmé', 'alarmée', 'profondément préoccupé', 'profondément préoccupée', 'vivement préoccupée', 'gravement préoccupée', 'se déclarant préoccupé'], expressing: ['exprimant', 'se déclarant', 'témoignant'], guided: ['guidé', 'guidée', "s'inspirant", 's’inspirant'],
    desiring: ['désireux', 'désireuse', 'souhaitant', 'désirant', 'soucieux', 'soucieuse'], reiterating: ['réitérant'], observing: ['observant', 'relevant', 'estimant', 'croyant', 'jugeant'], determined: ['résolue', 'résolu', 'déterminée', 'déterminé'], having: ['ayant', 'vu', 'agissant', 'conformément', 'se référant', 'se fondant', 'considérant en outre', "s'appuyant", 'mettant'],
    deploring: ['déplorant', 'regrettant', 'condamnant'], appreciating: ['appréciant', 'remerciant', 'rendant hommage', 'félicitant', 'encouragée', 'encouragé', 'encourageant'],
  },
  operative: {
    resolves: ['décide', 'décide en outre', 'a décidé', 'convient'], instructs: ['charge'], requests: ['prie', 'demande', 'exige'], invites: ['invite', 'engage'], encourages: ['encourage'], recommends: ['recommande', 'préconise', 'propose', 'suggère'], urges: ['exhorte', 'prie instamment', 'lance un appel', 'appelle', 'demande instamment'],
    charges: ['autorise', 'confie', 'habilite', 'désigne', 'crée', 'institue'], notes: ['note', 'prend note', 'prend acte'], welcomes: ['se félicite', 'accueille', 'salue'], recognizes: ['reconnaît', 'constate', 'est consciente', 'considère', 'estime'], reaffirms: ['réaffirme', 'affirme', 'confirme', 'réitère', 'rappelle'], emphasizes: ['souligne', 'insiste', 'met l’accent', "met l'accent"],
    expresses: ['exprime', 'félicite', 'remercie', 'regrette', 'déplore', 'condamne', 'rend hommage', 'sait gré', 'se déclare'], adopts: ['adopte', 'approuve', 'fait sien', 'fait sienne', 'fait siennes', 'appuie', 'souscrit', 'accepte'], declares: ['déclare', 'proclame', 'attend', "s'engage", 's’engage', 'espère'], remains: ['demeure saisie', 'demeure saisi', 'reste saisie', 'reste saisi', 'demeure'], repeals: ['abroge', 'révoque', 'suspend'],
  },
  annex: /^(?:annexe|appendice|pièce jointe|additif)(?:\s+(?:[A-Z]|[IVXL]+|\d+))?$/i,
  article: /^article\s+(\d+|premier|[ivx]+)\b\.?/i,
  combined: /^(décide)\s+(?:en outre\s+|également\s+)?(?:de\s+|d['’])(charger|prier|demander|inviter|encourager|exhorter|recommander|autoriser)\b/i,
  and: /\s*(?:,\s*|\s+et\s+(?:à\s+)?|\s+ainsi que\s+)(?=l[ea]s?\s|l['’]|tou[st]|aux?\s|les\s)/i,
};
