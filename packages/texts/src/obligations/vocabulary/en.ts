import type { Vocabulary } from './types.ts';

const adverb =
  '(?:(?:also|further|again|strongly|hereby|therefore|accordingly|firmly|particularly|once more|once again|specifically|urgently|solemnly) )*';

/** English of the United Nations and of ITU: texts of General Assembly, councils, conferences and their reports. */
export const en: Vocabulary = {
  asks: {
    decides: 'decides|resolves|agrees|authorizes|authorises',
    instructs: 'instructs|directs|mandates|orders',
    requests: 'requests|asks|demands|entrusts|tasks|charges',
    invites: 'invites',
    encourages: 'encourages',
    recommends: 'recommends|advises|suggests|proposes',
    urges: 'urges|calls upon|calls on|calls for|appeals to|appeals for|appeals|exhorts|implores|calls',
  },
  informs:
    'welcomes|notes|takes note|takes note with appreciation|takes into account|recalls|recalling|reaffirms|affirms|recognizes|recognises|acknowledges|stresses|emphasizes|emphasises|underlines|underscores|highlights|expresses|expressing|looks forward|reiterates|regrets|commends|condemns|deplores|considers|draws attention|draws the attention|supports|endorses|approves|adopts|commits|declares|proclaims|is of the view|bears in mind|appreciates|thanks|congratulates|renews|remains|confirms|concludes|observes|determines|pays tribute|re-emphasizes|shares|is convinced|is concerned|is aware|applauds|rejects|establishes|accepts|elects|appoints|denounces|salutes|hails|notes with concern|intends|stands ready|is determined',
  lead: `(?:and |while |as well as |but |therefore )*(?:,? ?(?:in this regard|in that regard|in this respect|in that respect|in this context|in that context|in this connection|to this end|to that end|in particular|at the same time|accordingly|inter alia|consequently|as a consequence|moreover|furthermore|in addition|acting under Chapter VII of the Charter of the United Nations),? )?${adverb}`,
  renews: [
    ['requests', '(?:reiterates|renews|repeats) (?:its|the|her|their) requests?(?: that| for| to)?'],
    ['urges', '(?:reiterates|renews|repeats) (?:its|the|their) (?:calls?|appeals?|demands?)(?: upon| on| for| to)?'],
    ['invites', '(?:reiterates|renews) (?:its|the) invitation to'],
    ['encourages', '(?:reiterates|renews) (?:its|the) encouragement (?:to|of)'],
    ['recommends', '(?:reiterates|renews) (?:its|the) recommendation(?: that| to)?'],
  ],
  we: [
    ['decides', `we ${adverb}(?:decide|resolve|agree)`],
    ['requests', `we ${adverb}(?:request|ask)`],
    ['invites', `we ${adverb}invite`],
    ['encourages', `we ${adverb}encourage`],
    ['recommends', `we ${adverb}recommend`],
    ['urges', `we ${adverb}(?:urge|call upon|call on|call for|appeal to)`],
  ],
  passive: [
    ['requests', '(?:is|are|was|were|has been|have been) (?:also |further |hereby )?(?:requested|asked)'],
    [
      'instructs',
      '(?:is|are|was|were|has been|have been) (?:also |further |hereby )?(?:instructed|directed|tasked|mandated)',
    ],
    ['invites', '(?:is|are|was|were|has been|have been) (?:also |further |kindly |cordially )?invited'],
    ['encourages', '(?:is|are|was|were|has been|have been) (?:also |further |strongly )?encouraged'],
    ['urges', '(?:is|are|was|were|has been|have been) (?:also |further |strongly )?(?:urged|called upon)'],
  ],
  active: [
    ['requests', '(?:has |have |also |further )*(?:requested|asked)'],
    ['instructs', '(?:has |have |also |further )*(?:instructed|tasked|mandated)'],
    ['invites', '(?:has |have |also |further )*invited'],
    ['encourages', '(?:has |have |also |further |strongly )*encouraged'],
    ['recommends', '(?:has |have |also |further )*recommended'],
    ['urges', '(?:has |have |also |further )*(?:urged|called upon|called on)'],
    ['decides', '(?:has |have |also |further )*(?:agreed|decided|resolved)'],
  ],
  nested: [
    ['instructs', '(?:to )(?:instruct|direct|mandate|charge)'],
    ['requests', '(?:to )(?:request|ask|entrust|task)'],
    ['invites', '(?:to )invite'],
    ['encourages', '(?:to )encourage'],
    ['recommends', '(?:to )recommend'],
    ['urges', '(?:to )(?:urge|call upon|call on)'],
  ],
  performative:
    'approve|adopt|confirm|endorse|reaffirm|affirm|note|take note|recognize|acknowledge|welcome|abrogate|suppress|proclaim|declare|designate|accept|elect|repeal|revoke|terminate|amend|rename',
  infinitive:
    'to(?:, [^,;]{3,90},)? (?:not )?(?:fully |actively |further |urgently |effectively |also |better |regularly |periodically |jointly |continue to |duly |promptly )*(?<verb>(?!the\\b|a\\b|an\\b|its\\b|their\\b|his\\b|her\\b|this\\b|that\\b|these\\b|those\\b|all\\b|any\\b|each\\b|which\\b|whom\\b|be (?:held|considered|convened|discussed)|date\\b|other\\b|such\\b|information\\b|peace\\b|armed\\b|women\\b|our\\b|both\\b|do so|end\\b|one\\b|them\\b|it\\b|member\\b|education\\b|health\\b|climate\\b|humanitarian\\b|and\\b|or\\b|developing\\b|relevant\\b|sustainable\\b|\\p{Ll}+ing\\b)\\p{Ll}+)',
  bare: '(?<verb>(?:continue to )?(?:submit|report|present|prepare|provide|monitor|review|consider|examine|study|advise|develop|identify|coordinate|collaborate|cooperate|assist|support|facilitate|elaborate|promote|propose|recommend|ensure|assess|evaluate|convene|organi[sz]e|hold|undertake|maintain|update|establish|appoint|designate|publish|disseminate|transmit|communicate|inform|brief|contribute|participate|implement|conduct|draft|formulate|define|give|make|serve|act|keep|take|oversee|supervise|guide|exchange|share|collect|compile|analy[sz]e|explore|follow|liaise|mobili[sz]e|encourage|enable|allow|help|address|strengthen|carry out|draw up|set up))',
  that: 'that ',
  shall:
    '(?:shall|should|must|will|is to|are to|be|continue|submit|report|present|take|ensure|consider|prepare|provide|convene|include|undertake|hold|remain|make|give|may)',
  and: '(?:, and|,| and|;| and to|, as well as| as well as| and also|; and| and further)',
  join: ', and |, as well as | as well as |, | and in cooperation with | and ',
  rider:
    '(?:in (?:its |an |consultation|collaboration|cooperation|co-operation|coordination|close|partnership|accordance|conjunction|particular|line|its capacity|their|this|that|the context|the exercise|implementing|building|response|carrying)|within|as (?:a |an |the |soon)|as appropriate|where appropriate|as necessary|through|with (?:the|a view|due)|including|inter alia|taking into|subject to|upon|at (?:its|the)|when|while|on the basis|based on|especially|by |acting|for|bearing|working|under|without|pursuant|as part|such as|that have|those|who|which|if)',
  actor:
    'Secretary-General|Secretar(?:y|iat)|Directors?|States?|Governments?|Commission(?:er|s)?|Committees?|Councils?|Assembl(?:y|ies)|Groups?|stakeholders?|entit(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|programmes?|part(?:y|ies)|members?|membership|countries|communit(?:y|ies)|sector|Sectors|society|partners?|institutions?|bod(?:y|ies)|organs?|facilitators?|Union|Offices?|Officer|Rapporteurs?|Representatives?|Envoys?|Experts?|Board|Co-?Chairs?|Chair(?:man|person|s)?|Presidents?|Bureau(?:x|s)?|Partnership|donors?|Conferences?|Funds?|centres?|academia|industry|enterprises?|actors?|mechanisms?|administrations?|associates?|operators?|forum|missions?|teams?|coordinators?|nations|people|him|her|procedures|media|banks?|regulators?|UN-Habitat|others|those|holders|authorities|leaders|parliaments?|cities|companies|businesses|foundations|universities|individuals|youth|employers|networks?|secretariats?|panel|Executive|Meetings?|Task Force',
  preposition: '(?:of|in|for|between|among|with|from|by|within|through|on|at|to|towards)',
  anaphor:
    '(?:it|them|thereon|thereof|this (?:report|roadmap|road map|information|contribution)|these|that report|the (?:said |latter )?(?:report|reports|results|findings|roadmap|roadmaps|outcome|outcomes|updates?)\\b(?! of| on))',
  tail: '(?:,? (?:taking into account|in order to|with a view to|so as to|as well as to|through|in accordance with|in line with|including|in particular|especially|with the aim|with particular|as appropriate|where appropriate|according to|when|while|bearing in mind|on the basis|as part of|in collaboration|in cooperation|in consultation|noting|highlighting|based on|conducive to|as an integral part|as they|consistent with|as called for|as set out|as stipulated|in the context|by \\p{L}+ing|that (?:will|would|could|can|are|have|contribute|stimulate|has|is)|not in accordance|calling for|subject to|throughout|analy[sz]ing|building on|particularly|together with|which|for (?:its |their |the )?consideration)(?!\\p{L}))|(?<!ensure|ensuring|so|such|see to it) that (?=\\p{Ll})| to (?:\\p{Ll}{3,})(?= )(?<! to (?:the|all|its|and|their|any|each|our|such|this|that|these|those|women|other|health|peace))|,(?= (?:at|to|on|by|no later|in|at|within|for|and) )',
  transmit:
    'submit|submitted|submission|keep|report|reports|reporting|present|presented|presenting|transmit|transmitted|convey|communicate|provide|provided|inform|brief|briefings?|forward|circulate|update|updates|contribute|contribution|contributions|make available|recommendations?|bring|deliver|advise|attention|proposals?|disseminate|consideration|send|address|propose',
  to: '(?:to the attention of|for (?:the )?consideration (?:by|of)|for (?:review|approval|decision|discussion|examination|information|action) by|for submission to|inform|brief|keep|to|and) (?:the )?',
  via: '(?:through|via|by way of|by means of) (?:the )?(?:intermediary of (?:the )?)?',
  mandate: '(?:draft )?(?:terms of reference|mandate)(?: (?:of|for) (?:the )?)?',
  past: 'held|celebrated|adopted|approved|endorsed|decided|established|organi[sz]ed|convened|made|taken|given|launched|agreed|submitted|presented|published|issued|contained|proclaimed|to be|been|considered|began|signed|annexed|existing|celebrating',
  deliverables: [
    ['prize', 'prizes?|awards?(?! of)'],
    ['roadmap', 'road ?maps?'],
    ['database', 'databases?|stocktaking|repositor(?:y|ies)|registr(?:y|ies)|inventory|web ?sites?|web portal|portal'],
    ['fund', 'trust funds?|fund|funding|resources|financing|financial support|financial or other support|budget'],
    ['contribution', 'contributions?|(?<=^.{0,30})contribut(?:e|ing)|inputs?|proposals?'],
    ['consultation', 'consult|consultations?|dialogues?'],
    ['appointment', 'appoint|nominate(?! (?:their |its |\\p{L}+ )?projects)|designate|appointment|recruit'],
    ['report', 'reports?|reporting|progress report|brief(?:ing)?s?'],
    ['meeting', 'meetings?|convene|workshops?|seminars?|panel discussions?|discussions?|agenda|symposium|hold|events?'],
    ['participation', 'participat(?:e|ion|ing)|take (?:an active )?part|engage|attend|involve(?:ment)?|associate'],
    [
      'review',
      'review|examine|assess(?:ment)?|evaluate|evaluation|monitor|monitoring|consider|consideration|study|studies|analy[sz]e|explore|oversee|supervise|survey|mapping',
    ],
    ['guidance', 'guidance|guidelines?|advice|advise|recommendations|toolkit|handbook|best practices'],
    [
      'coordination',
      'coordinat(?:e|ion|ing)|collaborat(?:e|ion)|cooperat(?:e|ion)|alignment|align|synerg(?:y|ies)|harmoni[sz]e|liaise|partnerships?',
    ],
    [
      'programme',
      'programmes?|projects?|strateg(?:y|ies)|work ?plans?|action plans?|plan of action|capacity.building|training|technical assistance|initiatives?|campaigns?',
    ],
    [
      'information',
      'information(?! (?:and|society|technolog))|inform|updates?|publish|disseminat(?:e|ion)|share|bring|attention|statistics|data',
    ],
    [
      'measure',
      'measures?|steps|actions?|legislation|policies|policy|laws?|ensure|legal and regulatory frameworks?|environment|regulat(?:e|ions?)|ratify|protect|prevent|refrain|comply|respect|efforts',
    ],
  ],
};
