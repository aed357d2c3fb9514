/** Names of the elements of Akoma Ntoso 3.0 (OASIS Standard, 29 August 2018, its schema). */
export const ELEMENTS: ReadonlySet<string> = new Set(
  `
  a abbr act activeModifications activeRef address adjournment administrationOfOath affectedDocument akomaNtoso
  alinea alternativeReference amendment amendmentBody amendmentContent amendmentHeading amendmentJustification
  amendmentList amendmentReference analysis answer application applies argument arguments article attachment
  attachmentOf attachments authorialNote b background bill block blockContainer blockList body book br caption
  change chapter citation citations classification clause collectionBody communication component componentData
  componentInfo componentRef components concept conclusions condition container content contrasts count courtType
  coverPage crossHeading date debate debateBody debateReport debateSection decision declarationOfVote decoration def
  del derogates destination dissentsFrom distinguishes div division doc docAuthority docCommittee docDate
  docIntroducer docJurisdiction docketNumber docNumber docProponent docPurpose docStage docStatus docTitle docType
  documentCollection documentRef domain duration efficacy efficacyMod embeddedStructure embeddedText entity eol eop
  event eventRef extends fillIn force forceMod foreign formula FRBRalias FRBRauthor FRBRauthoritative FRBRcountry
  FRBRdate FRBRExpression FRBRformat FRBRItem FRBRlanguage FRBRManifestation FRBRmasterExpression FRBRname
  FRBRnumber FRBRportion FRBRprescriptive FRBRsubtype FRBRthis FRBRtranslation FRBRuri FRBRversionNumber FRBRWork
  from hasAttachment hcontainer header heading i identification img implicitReference indent inline ins interstitial
  intro introduction isAnalogTo item judge judgment judgmentBody judicial jurisprudence keyword lawyer
  legalSystemMod legislature level li lifecycle list listIntroduction listWrapUp location longTitle mainBody mapping
  mappings marker meaningMod meta ministerialStatements mmod mod motivation mref narrative nationalInterest
  neutralCitation new note noteRef notes noticesOfMotion num object officialGazette ol old omissis opinion
  oralStatements organization original other otherAnalysis otherReferences outcome overrules p papers paragraph
  parliamentary part party passiveModifications passiveRef person personalStatements petitions placeholder point
  pointOfOrder portion portionBody prayers preamble preface presentation preservation previous proceduralMotions
  process proprietary proviso publication putsInQuestion quantity question questions quorum quorumVerification
  quotedStructure quotedText recital recitals recordedTime recount ref references relatedDocument remark remedies
  resolutions restriction restrictions restricts result rmod role rollCall rref rule scene scopeMod section session
  shortTitle signature source span speech speechGroup statement step sub subchapter subclause subdivision subFlow
  subheading sublist subparagraph subpart subrule subsection subtitle summary sup supports table tblock td
  temporalData temporalGroup term textualMod th time timeInterval title TLCConcept TLCEvent TLCLocation TLCObject
  TLCOrganization TLCPerson TLCProcess TLCReference TLCRole TLCTerm toc tocItem tome tr transitional u ul vote
  voting workflow wrapUp writtenStatements
  `
    .trim()
    .split(/\s+/),
);

/** Names of its attributes. */
export const ATTRIBUTES: ReadonlySet<string> = new Set(
  `
  alt alternativeTo as authoritative border breakAt breakWith by cellpadding cellspacing choice class colspan
  contains current date dictionary duration eId empoweredBy end endQuote endTime exclusion for from fromLanguage
  frozen GUID height href includedIn incomplete inlineQuote language level marker name normalized number original
  originalText originatingExpression outcome period pivot placement placementBase pos refersTo rowspan shortForm
  showAs source src start startQuote startTime status style target time title to type upTo value wId width
  `
    .trim()
    .split(/\s+/),
);
