import type { Vocabulary } from './types.ts';

export const en: Vocabulary = {
  preambular: {
    recalling: ['recalling', 'having recalled'], considering: ['considering', 'having considered'], recognizing: ['recognizing', 'recognising'],
    noting: ['noting', 'taking note', 'having noted'], acknowledging: ['acknowledging'], reaffirming: ['reaffirming', 'affirming'], emphasizing: ['emphasizing', 'emphasising'],
    stressing: ['stressing'], underlining: ['underlining', 'underscoring'], welcoming: ['welcoming'], 'bearing-in-mind': ['bearing in mind'],
    'taking-into-account': ['taking into account', 'taking into consideration', 'taking account', 'taking stock'], aware: ['aware', 'being aware'], convinced: ['convinced'], concerned: ['concerned', 'deeply concerned', 'gravely concerned', 'alarmed', 'deeply alarmed', 'deeply disturbed', 'disturbed'],
    'expressing': ['expressing', 'voicing'], guided: ['guided', 'being guided'], conscious: ['conscious', 'mindful'], desiring: ['desiring', 'desirous'], believing: ['believing'], observing: ['observing'],
    reiterating: ['reiterating'], highlighting: ['highlighting'], appreciating: ['appreciating'], encouraged: ['encouraged', 'encouraging'], determined: ['determined', 'resolved'], having: ['having', 'bearing'],
    seeking: ['seeking', 'striving', 'aiming'], building: ['building', 'drawing', 'continuing', 'looking forward', 'looking'], acting: ['acting', 'pursuant', 'in accordance'], deploring: ['deploring', 'regretting', 'condemning'], paying: ['paying tribute', 'paying'], commending: ['commending', 'applauding', 'congratulating'], supporting: ['supporting', 'endorsing'], cognizant: ['cognizant', 'recollecting', 'understanding', 'persuaded', 'confident', 'hopeful'], inspired: ['inspired'], whereas: ['whereas', 'referring', 'realizing', 'examining', 'viewing with', 'sharing', 'anticipating', 'responding', 'commemorating', 'remaining'],
    considered: ['considering further'],
  },
  operative: {
    resolves: ['resolves', 'has resolved'], decides: ['decides', 'agrees', 'has decided'], instructs: ['instructs', 'directs'], requests: ['requests', 'asks', 'demands', 'requires'], invites: ['invites'], encourages: ['encourages'],
    recommends: ['recommends', 'suggests', 'proposes'], urges: ['urges', 'exhorts', 'appeals', 'calls upon', 'calls on', 'calls for'], charges: ['charges', 'mandates', 'authorizes', 'authorises', 'entrusts', 'assigns', 'empowers', 'designates', 'establishes'],
    notes: ['notes', 'takes note'], welcomes: ['welcomes'], recognizes: ['recognizes', 'recognises', 'acknowledges'], reaffirms: ['reaffirms', 'affirms', 'confirms', 'reiterates', 'recalls'], emphasizes: ['emphasizes', 'stresses', 'underlines', 'underscores', 'highlights'],
    expresses: ['expresses', 'commends', 'congratulates', 'appreciates', 'thanks', 'pays tribute', 'regrets', 'deplores', 'condemns'], adopts: ['adopts', 'approves', 'endorses', 'supports', 'accepts'], declares: ['declares', 'proclaims', 'considers', 'believes', 'observes', 'looks forward', 'trusts', 'hopes', 'commits', 'strives', 'promotes', 'undertakes', 'strongly condemns'],
    remains: ['remains seized', 'remains', 'continues'], repeals: ['repeals', 'abrogates', 'revokes', 'terminates', 'suspends'],
  },
  annex: /^(?:annex|appendix|attachment|addendum)(?:\s+(?:[A-Z]|[IVXL]+|\d+))?$/i,
  article: /^article\s+(\d+|[ivx]+)\b\.?/i,
  combined: /^(resolves|decides)\s+(?:further\s+|also\s+)?to\s+(instruct|request|invite|urge|encourage|call upon|recommend|charge|ask|authorize|direct)\b/i,
  and: /\s*(?:,\s*|\s+and\s+(?:to\s+)?|\s+as well as\s+)(?=the\s|all\s|member|sector|administrations|academia|associates|study|itu|other)/i,
};
