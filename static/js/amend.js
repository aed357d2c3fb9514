// @ts-check
// Marks, while one types, what a paragraph's new words change. The form works without this file.
const field = document.getElementById('f-words');
const marked = document.getElementById('marked');
const section = document.getElementById('marks');

/** Words, spaces and signs, each a piece. @param {string} text @param {string} lang */
const pieces = (text, lang) =>
  [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(text)].map((one) => one.segment);

/**
 * Which pieces stay, go and come: the longest that both have in the same order (Wagner and Fischer's table).
 * @param {string[]} a @param {string[]} b @returns {{ tag: '' | 'del' | 'ins', text: string }[]}
 */
function changes(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const x = a.slice(start, a.length - end);
  const y = b.slice(start, b.length - end);
  /** @type {{ tag: '' | 'del' | 'ins', text: string }[]} */
  const out = [{ tag: '', text: a.slice(0, start).join('') }];
  // A paragraph of no more than a few thousand words; beyond that the middle is shown as replaced whole.
  if (x.length * y.length > 4_000_000) {
    out.push({ tag: 'del', text: x.join('') }, { tag: 'ins', text: y.join('') });
  } else {
    const width = y.length + 1;
    const table = new Uint16Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i--)
      for (let j = y.length - 1; j >= 0; j--)
        table[i * width + j] =
          x[i] === y[j]
            ? (table[(i + 1) * width + j + 1] ?? 0) + 1
            : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    let i = 0;
    let j = 0;
    while (i < x.length || j < y.length) {
      if (i < x.length && j < y.length && x[i] === y[j]) {
        out.push({ tag: '', text: x[i] ?? '' });
        i++;
        j++;
      } else if (
        j >= y.length ||
        (i < x.length && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
      ) {
        out.push({ tag: 'del', text: x[i++] ?? '' });
      } else out.push({ tag: 'ins', text: y[j++] ?? '' });
    }
  }
  out.push({ tag: '', text: a.slice(a.length - end).join('') });
  return out;
}

if (field instanceof HTMLTextAreaElement && marked && section) {
  const before = field.dataset['current'] ?? '';
  const lang = field.lang || document.documentElement.lang;
  const show = () => {
    const bare = document.querySelector('input[name=kind]:checked');
    const kind = bare instanceof HTMLInputElement ? bare.value : 'MOD';
    const after = kind === 'SUP' ? '' : kind === 'NOC' ? before : field.value;
    marked.replaceChildren();
    /** @type {{ tag: string, node: HTMLElement | Text } | null} */
    let last = null;
    for (const { tag, text } of changes(pieces(kind === 'ADD' ? '' : before, lang), pieces(after, lang))) {
      if (text === '') continue;
      if (last?.tag === tag) last.node.textContent += text;
      else {
        const node = tag === '' ? document.createTextNode(text) : document.createElement(tag);
        if (tag !== '') node.textContent = text;
        marked.append(node);
        last = { tag, node };
      }
    }
    section.hidden = false;
  };
  field.addEventListener('input', show);
  // A paragraph added begins empty; the words that stand come back for the other choices.
  const begin = () => {
    const adds = document.querySelector('input[name=kind][value=ADD]:checked') !== null;
    if (adds && field.value === before) field.value = '';
    else if (!adds && field.value === '') field.value = before;
    show();
  };
  for (const radio of document.querySelectorAll('input[name=kind]')) radio.addEventListener('change', begin);
  show();
}
