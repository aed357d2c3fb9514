// Written by scripts/messages.ts: do not edit.
import type { Language } from '@suivi/texts';
import arAccounts from '../../../messages/accounts/ar.json' with { type: 'json' };
import arAmendments from '../../../messages/amendments/ar.json' with { type: 'json' };
import arApi from '../../../messages/api/ar.json' with { type: 'json' };
import arBodies from '../../../messages/bodies/ar.json' with { type: 'json' };
import arBringing from '../../../messages/bringing/ar.json' with { type: 'json' };
import arCheck from '../../../messages/check/ar.json' with { type: 'json' };
import arCli from '../../../messages/cli/ar.json' with { type: 'json' };
import arCommon from '../../../messages/common/ar.json' with { type: 'json' };
import arCompare from '../../../messages/compare/ar.json' with { type: 'json' };
import arDesign from '../../../messages/design/ar.json' with { type: 'json' };
import arDesk from '../../../messages/desk/ar.json' with { type: 'json' };
import arDocuments from '../../../messages/documents/ar.json' with { type: 'json' };
import arEngine from '../../../messages/engine/ar.json' with { type: 'json' };
import arErrors from '../../../messages/errors/ar.json' with { type: 'json' };
import arFrameworks from '../../../messages/frameworks/ar.json' with { type: 'json' };
import arHome from '../../../messages/home/ar.json' with { type: 'json' };
import arImport from '../../../messages/import/ar.json' with { type: 'json' };
import arInitiatives from '../../../messages/initiatives/ar.json' with { type: 'json' };
import arMail from '../../../messages/mail/ar.json' with { type: 'json' };
import arModeration from '../../../messages/moderation/ar.json' with { type: 'json' };
import arOperations from '../../../messages/operations/ar.json' with { type: 'json' };
import arOrganisations from '../../../messages/organisations/ar.json' with { type: 'json' };
import arOutput from '../../../messages/output/ar.json' with { type: 'json' };
import arPermissions from '../../../messages/permissions/ar.json' with { type: 'json' };
import arPlanning from '../../../messages/planning/ar.json' with { type: 'json' };
import arPolicy from '../../../messages/policy/ar.json' with { type: 'json' };
import arRegister from '../../../messages/register/ar.json' with { type: 'json' };
import arReview from '../../../messages/review/ar.json' with { type: 'json' };
import arRoadmaps from '../../../messages/roadmaps/ar.json' with { type: 'json' };
import arStocktaking from '../../../messages/stocktaking/ar.json' with { type: 'json' };
import arTexts from '../../../messages/texts/ar.json' with { type: 'json' };
import arTranslation from '../../../messages/translation/ar.json' with { type: 'json' };
import enAccounts from '../../../messages/accounts/en.json' with { type: 'json' };
import enAmendments from '../../../messages/amendments/en.json' with { type: 'json' };
import enApi from '../../../messages/api/en.json' with { type: 'json' };
import enBodies from '../../../messages/bodies/en.json' with { type: 'json' };
import enBringing from '../../../messages/bringing/en.json' with { type: 'json' };
import enCheck from '../../../messages/check/en.json' with { type: 'json' };
import enCli from '../../../messages/cli/en.json' with { type: 'json' };
import enCommon from '../../../messages/common/en.json' with { type: 'json' };
import enCompare from '../../../messages/compare/en.json' with { type: 'json' };
import enDesign from '../../../messages/design/en.json' with { type: 'json' };
import enDesk from '../../../messages/desk/en.json' with { type: 'json' };
import enDocuments from '../../../messages/documents/en.json' with { type: 'json' };
import enEngine from '../../../messages/engine/en.json' with { type: 'json' };
import enErrors from '../../../messages/errors/en.json' with { type: 'json' };
import enFrameworks from '../../../messages/frameworks/en.json' with { type: 'json' };
import enHome from '../../../messages/home/en.json' with { type: 'json' };
import enImport from '../../../messages/import/en.json' with { type: 'json' };
import enInitiatives from '../../../messages/initiatives/en.json' with { type: 'json' };
import enMail from '../../../messages/mail/en.json' with { type: 'json' };
import enModeration from '../../../messages/moderation/en.json' with { type: 'json' };
import enOperations from '../../../messages/operations/en.json' with { type: 'json' };
import enOrganisations from '../../../messages/organisations/en.json' with { type: 'json' };
import enOutput from '../../../messages/output/en.json' with { type: 'json' };
import enPermissions from '../../../messages/permissions/en.json' with { type: 'json' };
import enPlanning from '../../../messages/planning/en.json' with { type: 'json' };
import enPolicy from '../../../messages/policy/en.json' with { type: 'json' };
import enRegister from '../../../messages/register/en.json' with { type: 'json' };
import enReview from '../../../messages/review/en.json' with { type: 'json' };
import enRoadmaps from '../../../messages/roadmaps/en.json' with { type: 'json' };
import enStocktaking from '../../../messages/stocktaking/en.json' with { type: 'json' };
import enTexts from '../../../messages/texts/en.json' with { type: 'json' };
import enTranslation from '../../../messages/translation/en.json' with { type: 'json' };
import esAccounts from '../../../messages/accounts/es.json' with { type: 'json' };
import esAmendments from '../../../messages/amendments/es.json' with { type: 'json' };
import esApi from '../../../messages/api/es.json' with { type: 'json' };
import esBodies from '../../../messages/bodies/es.json' with { type: 'json' };
import esBringing from '../../../messages/bringing/es.json' with { type: 'json' };
import esCheck from '../../../messages/check/es.json' with { type: 'json' };
import esCli from '../../../messages/cli/es.json' with { type: 'json' };
import esCommon from '../../../messages/common/es.json' with { type: 'json' };
import esCompare from '../../../messages/compare/es.json' with { type: 'json' };
import esDesign from '../../../messages/design/es.json' with { type: 'json' };
import esDesk from '../../../messages/desk/es.json' with { type: 'json' };
import esDocuments from '../../../messages/documents/es.json' with { type: 'json' };
import esEngine from '../../../messages/engine/es.json' with { type: 'json' };
import esErrors from '../../../messages/errors/es.json' with { type: 'json' };
import esFrameworks from '../../../messages/frameworks/es.json' with { type: 'json' };
import esHome from '../../../messages/home/es.json' with { type: 'json' };
import esImport from '../../../messages/import/es.json' with { type: 'json' };
import esInitiatives from '../../../messages/initiatives/es.json' with { type: 'json' };
import esMail from '../../../messages/mail/es.json' with { type: 'json' };
import esModeration from '../../../messages/moderation/es.json' with { type: 'json' };
import esOperations from '../../../messages/operations/es.json' with { type: 'json' };
import esOrganisations from '../../../messages/organisations/es.json' with { type: 'json' };
import esOutput from '../../../messages/output/es.json' with { type: 'json' };
import esPermissions from '../../../messages/permissions/es.json' with { type: 'json' };
import esPlanning from '../../../messages/planning/es.json' with { type: 'json' };
import esPolicy from '../../../messages/policy/es.json' with { type: 'json' };
import esRegister from '../../../messages/register/es.json' with { type: 'json' };
import esReview from '../../../messages/review/es.json' with { type: 'json' };
import esRoadmaps from '../../../messages/roadmaps/es.json' with { type: 'json' };
import esStocktaking from '../../../messages/stocktaking/es.json' with { type: 'json' };
import esTexts from '../../../messages/texts/es.json' with { type: 'json' };
import esTranslation from '../../../messages/translation/es.json' with { type: 'json' };
import frAccounts from '../../../messages/accounts/fr.json' with { type: 'json' };
import frAmendments from '../../../messages/amendments/fr.json' with { type: 'json' };
import frApi from '../../../messages/api/fr.json' with { type: 'json' };
import frBodies from '../../../messages/bodies/fr.json' with { type: 'json' };
import frBringing from '../../../messages/bringing/fr.json' with { type: 'json' };
import frCheck from '../../../messages/check/fr.json' with { type: 'json' };
import frCli from '../../../messages/cli/fr.json' with { type: 'json' };
import frCommon from '../../../messages/common/fr.json' with { type: 'json' };
import frCompare from '../../../messages/compare/fr.json' with { type: 'json' };
import frDesign from '../../../messages/design/fr.json' with { type: 'json' };
import frDesk from '../../../messages/desk/fr.json' with { type: 'json' };
import frDocuments from '../../../messages/documents/fr.json' with { type: 'json' };
import frEngine from '../../../messages/engine/fr.json' with { type: 'json' };
import frErrors from '../../../messages/errors/fr.json' with { type: 'json' };
import frFrameworks from '../../../messages/frameworks/fr.json' with { type: 'json' };
import frHome from '../../../messages/home/fr.json' with { type: 'json' };
import frImport from '../../../messages/import/fr.json' with { type: 'json' };
import frInitiatives from '../../../messages/initiatives/fr.json' with { type: 'json' };
import frMail from '../../../messages/mail/fr.json' with { type: 'json' };
import frModeration from '../../../messages/moderation/fr.json' with { type: 'json' };
import frOperations from '../../../messages/operations/fr.json' with { type: 'json' };
import frOrganisations from '../../../messages/organisations/fr.json' with { type: 'json' };
import frOutput from '../../../messages/output/fr.json' with { type: 'json' };
import frPermissions from '../../../messages/permissions/fr.json' with { type: 'json' };
import frPlanning from '../../../messages/planning/fr.json' with { type: 'json' };
import frPolicy from '../../../messages/policy/fr.json' with { type: 'json' };
import frRegister from '../../../messages/register/fr.json' with { type: 'json' };
import frReview from '../../../messages/review/fr.json' with { type: 'json' };
import frRoadmaps from '../../../messages/roadmaps/fr.json' with { type: 'json' };
import frStocktaking from '../../../messages/stocktaking/fr.json' with { type: 'json' };
import frTexts from '../../../messages/texts/fr.json' with { type: 'json' };
import frTranslation from '../../../messages/translation/fr.json' with { type: 'json' };
import ruAccounts from '../../../messages/accounts/ru.json' with { type: 'json' };
import ruAmendments from '../../../messages/amendments/ru.json' with { type: 'json' };
import ruApi from '../../../messages/api/ru.json' with { type: 'json' };
import ruBodies from '../../../messages/bodies/ru.json' with { type: 'json' };
import ruBringing from '../../../messages/bringing/ru.json' with { type: 'json' };
import ruCheck from '../../../messages/check/ru.json' with { type: 'json' };
import ruCli from '../../../messages/cli/ru.json' with { type: 'json' };
import ruCommon from '../../../messages/common/ru.json' with { type: 'json' };
import ruCompare from '../../../messages/compare/ru.json' with { type: 'json' };
import ruDesign from '../../../messages/design/ru.json' with { type: 'json' };
import ruDesk from '../../../messages/desk/ru.json' with { type: 'json' };
import ruDocuments from '../../../messages/documents/ru.json' with { type: 'json' };
import ruEngine from '../../../messages/engine/ru.json' with { type: 'json' };
import ruErrors from '../../../messages/errors/ru.json' with { type: 'json' };
import ruFrameworks from '../../../messages/frameworks/ru.json' with { type: 'json' };
import ruHome from '../../../messages/home/ru.json' with { type: 'json' };
import ruImport from '../../../messages/import/ru.json' with { type: 'json' };
import ruInitiatives from '../../../messages/initiatives/ru.json' with { type: 'json' };
import ruMail from '../../../messages/mail/ru.json' with { type: 'json' };
import ruModeration from '../../../messages/moderation/ru.json' with { type: 'json' };
import ruOperations from '../../../messages/operations/ru.json' with { type: 'json' };
import ruOrganisations from '../../../messages/organisations/ru.json' with { type: 'json' };
import ruOutput from '../../../messages/output/ru.json' with { type: 'json' };
import ruPermissions from '../../../messages/permissions/ru.json' with { type: 'json' };
import ruPlanning from '../../../messages/planning/ru.json' with { type: 'json' };
import ruPolicy from '../../../messages/policy/ru.json' with { type: 'json' };
import ruRegister from '../../../messages/register/ru.json' with { type: 'json' };
import ruReview from '../../../messages/review/ru.json' with { type: 'json' };
import ruRoadmaps from '../../../messages/roadmaps/ru.json' with { type: 'json' };
import ruStocktaking from '../../../messages/stocktaking/ru.json' with { type: 'json' };
import ruTexts from '../../../messages/texts/ru.json' with { type: 'json' };
import ruTranslation from '../../../messages/translation/ru.json' with { type: 'json' };
import zhAccounts from '../../../messages/accounts/zh.json' with { type: 'json' };
import zhAmendments from '../../../messages/amendments/zh.json' with { type: 'json' };
import zhApi from '../../../messages/api/zh.json' with { type: 'json' };
import zhBodies from '../../../messages/bodies/zh.json' with { type: 'json' };
import zhBringing from '../../../messages/bringing/zh.json' with { type: 'json' };
import zhCheck from '../../../messages/check/zh.json' with { type: 'json' };
import zhCli from '../../../messages/cli/zh.json' with { type: 'json' };
import zhCommon from '../../../messages/common/zh.json' with { type: 'json' };
import zhCompare from '../../../messages/compare/zh.json' with { type: 'json' };
import zhDesign from '../../../messages/design/zh.json' with { type: 'json' };
import zhDesk from '../../../messages/desk/zh.json' with { type: 'json' };
import zhDocuments from '../../../messages/documents/zh.json' with { type: 'json' };
import zhEngine from '../../../messages/engine/zh.json' with { type: 'json' };
import zhErrors from '../../../messages/errors/zh.json' with { type: 'json' };
import zhFrameworks from '../../../messages/frameworks/zh.json' with { type: 'json' };
import zhHome from '../../../messages/home/zh.json' with { type: 'json' };
import zhImport from '../../../messages/import/zh.json' with { type: 'json' };
import zhInitiatives from '../../../messages/initiatives/zh.json' with { type: 'json' };
import zhMail from '../../../messages/mail/zh.json' with { type: 'json' };
import zhModeration from '../../../messages/moderation/zh.json' with { type: 'json' };
import zhOperations from '../../../messages/operations/zh.json' with { type: 'json' };
import zhOrganisations from '../../../messages/organisations/zh.json' with { type: 'json' };
import zhOutput from '../../../messages/output/zh.json' with { type: 'json' };
import zhPermissions from '../../../messages/permissions/zh.json' with { type: 'json' };
import zhPlanning from '../../../messages/planning/zh.json' with { type: 'json' };
import zhPolicy from '../../../messages/policy/zh.json' with { type: 'json' };
import zhRegister from '../../../messages/register/zh.json' with { type: 'json' };
import zhReview from '../../../messages/review/zh.json' with { type: 'json' };
import zhRoadmaps from '../../../messages/roadmaps/zh.json' with { type: 'json' };
import zhStocktaking from '../../../messages/stocktaking/zh.json' with { type: 'json' };
import zhTexts from '../../../messages/texts/zh.json' with { type: 'json' };
import zhTranslation from '../../../messages/translation/zh.json' with { type: 'json' };

// One folder per room, so that rooms add words without meeting in one file. Keys are written in full in each file
// ("register.late"), so that a search for a key finds its six translations and its uses.
const english = {
  ...enAccounts,
  ...enAmendments,
  ...enApi,
  ...enBodies,
  ...enBringing,
  ...enCheck,
  ...enCli,
  ...enCommon,
  ...enCompare,
  ...enDesign,
  ...enDesk,
  ...enDocuments,
  ...enEngine,
  ...enErrors,
  ...enFrameworks,
  ...enHome,
  ...enImport,
  ...enInitiatives,
  ...enMail,
  ...enModeration,
  ...enOperations,
  ...enOrganisations,
  ...enOutput,
  ...enPermissions,
  ...enPlanning,
  ...enPolicy,
  ...enRegister,
  ...enReview,
  ...enRoadmaps,
  ...enStocktaking,
  ...enTexts,
  ...enTranslation,
};

/** Every key there is, from the English files. A key that is not there does not compile. */
export type MessageKey = keyof typeof english;

/** The words of each language, by key; a test holds that all six have the same keys. */
export const MESSAGES: Record<Language, Readonly<Record<string, string>>> = {
  en: english,
  ar: {
    ...arAccounts,
    ...arAmendments,
    ...arApi,
    ...arBodies,
    ...arBringing,
    ...arCheck,
    ...arCli,
    ...arCommon,
    ...arCompare,
    ...arDesign,
    ...arDesk,
    ...arDocuments,
    ...arEngine,
    ...arErrors,
    ...arFrameworks,
    ...arHome,
    ...arImport,
    ...arInitiatives,
    ...arMail,
    ...arModeration,
    ...arOperations,
    ...arOrganisations,
    ...arOutput,
    ...arPermissions,
    ...arPlanning,
    ...arPolicy,
    ...arRegister,
    ...arReview,
    ...arRoadmaps,
    ...arStocktaking,
    ...arTexts,
    ...arTranslation,
  },
  es: {
    ...esAccounts,
    ...esAmendments,
    ...esApi,
    ...esBodies,
    ...esBringing,
    ...esCheck,
    ...esCli,
    ...esCommon,
    ...esCompare,
    ...esDesign,
    ...esDesk,
    ...esDocuments,
    ...esEngine,
    ...esErrors,
    ...esFrameworks,
    ...esHome,
    ...esImport,
    ...esInitiatives,
    ...esMail,
    ...esModeration,
    ...esOperations,
    ...esOrganisations,
    ...esOutput,
    ...esPermissions,
    ...esPlanning,
    ...esPolicy,
    ...esRegister,
    ...esReview,
    ...esRoadmaps,
    ...esStocktaking,
    ...esTexts,
    ...esTranslation,
  },
  fr: {
    ...frAccounts,
    ...frAmendments,
    ...frApi,
    ...frBodies,
    ...frBringing,
    ...frCheck,
    ...frCli,
    ...frCommon,
    ...frCompare,
    ...frDesign,
    ...frDesk,
    ...frDocuments,
    ...frEngine,
    ...frErrors,
    ...frFrameworks,
    ...frHome,
    ...frImport,
    ...frInitiatives,
    ...frMail,
    ...frModeration,
    ...frOperations,
    ...frOrganisations,
    ...frOutput,
    ...frPermissions,
    ...frPlanning,
    ...frPolicy,
    ...frRegister,
    ...frReview,
    ...frRoadmaps,
    ...frStocktaking,
    ...frTexts,
    ...frTranslation,
  },
  ru: {
    ...ruAccounts,
    ...ruAmendments,
    ...ruApi,
    ...ruBodies,
    ...ruBringing,
    ...ruCheck,
    ...ruCli,
    ...ruCommon,
    ...ruCompare,
    ...ruDesign,
    ...ruDesk,
    ...ruDocuments,
    ...ruEngine,
    ...ruErrors,
    ...ruFrameworks,
    ...ruHome,
    ...ruImport,
    ...ruInitiatives,
    ...ruMail,
    ...ruModeration,
    ...ruOperations,
    ...ruOrganisations,
    ...ruOutput,
    ...ruPermissions,
    ...ruPlanning,
    ...ruPolicy,
    ...ruRegister,
    ...ruReview,
    ...ruRoadmaps,
    ...ruStocktaking,
    ...ruTexts,
    ...ruTranslation,
  },
  zh: {
    ...zhAccounts,
    ...zhAmendments,
    ...zhApi,
    ...zhBodies,
    ...zhBringing,
    ...zhCheck,
    ...zhCli,
    ...zhCommon,
    ...zhCompare,
    ...zhDesign,
    ...zhDesk,
    ...zhDocuments,
    ...zhEngine,
    ...zhErrors,
    ...zhFrameworks,
    ...zhHome,
    ...zhImport,
    ...zhInitiatives,
    ...zhMail,
    ...zhModeration,
    ...zhOperations,
    ...zhOrganisations,
    ...zhOutput,
    ...zhPermissions,
    ...zhPlanning,
    ...zhPolicy,
    ...zhRegister,
    ...zhReview,
    ...zhRoadmaps,
    ...zhStocktaking,
    ...zhTexts,
    ...zhTranslation,
  },
};
