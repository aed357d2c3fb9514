import type { Language } from '../../model/text.ts';
import type { Vocabulary } from './types.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

export const VOCABULARIES: Readonly<Record<Language, Vocabulary>> = { ar, en, es, fr, ru, zh };
