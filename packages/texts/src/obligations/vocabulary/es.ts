import { en } from './en.ts';
import type { Vocabulary } from './types.ts';

/**
 * Spanish, modest: headings and openings with addressee and force, recipients, times and frameworks. What is asked is
 * read where an infinitive or "que" opens it; reports in free prose are left to a person.
 */
export const es: Vocabulary = {
  ...en,
  asks: {
    decides: 'decide|resuelve|acuerda|autoriza',
    instructs: 'encarga|ordena|da instrucciones|encomienda',
    requests: 'pide|solicita|exige',
    invites: 'invita',
    encourages: 'alienta|anima',
    recommends: 'recomienda|sugiere',
    urges: 'insta|exhorta|hace un llamamiento|pide encarecidamente',
  },
  informs:
    'acoge|toma nota|recuerda|reafirma|reconoce|destaca|subraya|observa|expresa|lamenta|condena|considera|apoya|aprueba|reitera|señala|felicita|encomia|pone de relieve|aguarda',
  lead: '(?:y )?(?:,? ?(?:a este respecto|a ese respecto|en este contexto|en este sentido),? )?(?:(?:también|además|asimismo|nuevamente) )*',
  renews: [],
  we: [],
  passive: [],
  active: [],
  nested: [
    ['instructs', '(?:a )?encargar'],
    ['invites', '(?:a )?invitar'],
    ['requests', '(?:a )?(?:pedir|solicitar)'],
  ],
  performative: 'aprobar|adoptar|confirmar|reafirmar|proclamar|declarar',
  infinitive: '(?:a que |que |a |de )(?<verb>(?:\\p{L}+[aei]r|\\p{L}{3,}(?:e|a|en|an))(?!\\p{L}))',
  bare: '(?<verb>\\p{L}+[aei]r)(?!\\p{L})',
  that: 'que ',
  shall: 'debe|deben|deberá|deberán|debería|deberían',
  and: '(?:,? y|,)',
  join: ', y | así como |, | y ',
  rider:
    '(?:en (?:consulta|colaboración|cooperación|coordinación|particular)|de conformidad|según|incluidos|incluidas)',
  actor:
    'Secretari[oa]s?|Director(?:es|a)?|Estados?|Gobiernos?|Comisi(?:ón|ones)|Comités?|Consejos?|Asambleas?|Grupos?|partes|entidades|organizaciones|organismos|Miembros?|países|comunidad|sector|Sectores|sociedad|asociados|instituciones|órganos|Unión|Oficinas?|Relator(?:es|a)?|Alto Comisionado|donantes|Conferencia|fondos|programas|interesados|actores',
  preposition: '(?:de|del|en|para|entre|con|por|sobre|a|y)',
  tail: ',? (?:teniendo en cuenta|con miras a|con el fin de|a fin de|para que|incluso|en particular|de conformidad|según proceda)',
  transmit:
    'presente|presentar|someta|someter|informe|informes|informar|comunique|transmita|proporcione|contribución|rinda|prepare',
  to: '(?:al |a la |a los |a las |a )',
  via: '(?:por conducto (?:de la |del |de )|a través (?:de la |del |de ))',
  mandate: '(?:mandato)(?: (?:del |de la ))?',
  past: 'celebrad[oa]s?|aprobad[oa]s?|adoptad[oa]s?|organizad[oa]s?',
  anaphor: '(?:lo|la|los|las|este informe|dicho informe)',
  deliverables: [
    ['prize', 'premios?'],
    ['roadmap', 'hojas? de ruta'],
    ['database', 'bases? de datos|inventario'],
    ['fund', 'fondos? fiduciario|recursos|financiación'],
    ['contribution', 'contribuci(?:ón|ones)|contribuir|aportaciones'],
    ['consultation', 'consultas?'],
    ['appointment', 'nombrar|designar|nombre'],
    ['report', 'informes?(?! al? )'],
    ['meeting', 'reuni(?:ón|ones)|convocar|convoque|programa provisional|conferencia|taller(?:es)?'],
    ['participation', 'participar|participen|participación'],
    ['review', 'examinar|examine|evaluar|evaluación|seguimiento|supervisar|estudiar'],
    ['guidance', 'orientaciones?|directrices'],
    ['coordination', 'coordinar|coordinación|colaborar|cooperar|cooperación'],
    ['programme', 'programas?|proyectos?|estrategias?|asistencia técnica'],
    ['information', 'información|datos|difundir'],
    ['measure', 'medidas|políticas|velar|garantizar|asegurar'],
  ],
};
