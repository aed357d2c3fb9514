import type { Language } from './features.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that every text of a language has, folded. Short lists: a word too many here can never be found. */
export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: set(`a an and are as at be been but by can for from had has have he her his i if in into is it its may more no nor not of on
    or our out over s she so such t than that the their them then there these they this those to was we were what when where
    which while who whom why will with would you your how how's each every very also`),
  fr: set(`a ai au aux avec c ce ceci cela ces cet cette chez comme d dans de des dont du elle elles en entre est et etait etre eu
    il ils j je l la le les leur leurs lui m ma mais me meme mes mon n ne nos notre nous on ont ou par pas plus pour qu quand que
    quel quelle qui s sa sans se ses si son sont sous sur t ta te tes ton tous tout toute toutes tu un une vers vos votre vous y`),
  es: set(`a al ante aquel aquella como con contra cual cuando de del desde donde e el ella ellas ellos en entre era es esa esas ese
    eso esos esta estas este esto estos fue ha hacia han hasta hay la las le les lo los mas me mi mis muy ni no nos o os otra
    otro para pero por porque que quien se segun ser si sin sobre son su sus tambien te tiene todo todos tu tus u un una unas
    uno unos y ya`),
  ru: set(`а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще же за
    и из или им их к как ко когда которая которые который кто ли между мне мы на над не него нее нет ни них но о об он она они
    оно от перед по под при с со так также там те тем то того тоже той только том ты у уже чем что чтобы эта эти это этой этого
    этом этот`),
  zh: set(
    '的 了 和 是 在 与 及 或 为 对 把 被 从 到 也 就 都 而 以 等 其 之 于 由 向 并 这 那 有 个 我 你 他 她 它 们 吗 呢 吧 让 使 给',
  ),
  ar: set(`في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين اللواتي ان او ثم لا ما لم لن قد كل بين عند حتي اذا هو هي هم كان كانت
    يكون تكون و بعد قبل دون عبر غير اي كما لكن بل هل منذ خلال حول لدي فيه فيها به بها له لها منه منها عليه عليها انه انها`),
};

/** Whether a folded word is one of them in the language, or, where that is unknown, in any. */
export const isStopWord = (word: string, lang: Language | null): boolean =>
  lang === null ? Object.values(STOP_WORDS).some((words) => words.has(word)) : STOP_WORDS[lang].has(word);
