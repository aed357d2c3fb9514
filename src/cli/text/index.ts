import { refuse, spokenIn, unknown } from '../speech.ts';
import { print } from '../terminal.ts';
import { takeLang, wordsIn, type Words } from './words.ts';

export const summary = 'read, outline, convert a text; needs no database';

/** A verb of `suivi text`. */
export interface TextVerb {
  help: string;
  run(args: string[], words?: Words): Promise<number>;
}

const VERBS: Record<string, () => Promise<TextVerb>> = {
  outline: () => import('./outline.ts'),
  obligations: () => import('./obligations.ts'),
  check: () => import('./check.ts'),
  'public-copy': () => import('./public-copy.ts'),
  convert: () => import('./convert.ts'),
  accept: () => import('./accept.ts'),
  reject: () => import('./reject.ts'),
  compare: () => import('./compare.ts'),
  compile: () => import('./compile.ts'),
};

export const help = `Usage: suivi text <verb> FILE [options]

Reads a text (docx, txt, xml) and shows what the engine understands of it. FILE may be - for standard input.

Verbs:
  outline       the tree: parts, numbered paragraphs, notes, instruments cited, repairs, warnings
  obligations   what the text asks of whom, by when, with the words each reading rests on
  check         what a drafter should look at: no addressee, no date, asked twice, numbering …
  public-copy   a copy of a Word file without names, comments and marks
  convert       the same text as Akoma Ntoso, HTML, Markdown, plain text, JSON or Word
  accept        a Word file with its revision marks accepted, else the same
  reject        a Word file with its revision marks rejected, else the same
  compare       what changed from one text to another, in words and as a redline (docx, html, json, txt)
  compile       the amendments of several files to one text, merged: who proposes what, conflicts in brackets

  suivi text <verb> --help   how to use one

Each takes --lang ar|en|es|fr|ru|zh: the language of what is said of the file (that of the terminal: LC_ALL, LANG).

Exit code: 0 done, 1 the file could not be read or written, 2 wrongly called.
`;

/** `suivi text …`: hands over to the verb named; what it refuses is said in the language of the call. */
export async function run(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    process.stderr.write(help);
    return 2;
  }
  let said = spokenIn();
  try {
    const { lang, asked, rest: call } = takeLang(rest);
    said = lang;
    const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (load === undefined) throw unknown(name, Object.keys(VERBS), 'suivi text --help');
    const verb = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      await print(verb.help);
      return 0;
    }
    const words = await wordsIn(lang);
    return await verb.run(call, asked ? { ...words, asked } : words);
  } catch (error) {
    return refuse(error, said);
  }
}
