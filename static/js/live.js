// @ts-check
// Follows the text on the table: what a step changed is put in its place as soon as it is saved, and the reader's place and
// selection stay. The page reads without this file.
const table = document.getElementById('table');
const live = document.getElementById('live');

/** @typedef {{ text: string, bold?: true, italic?: true, sup?: true, sub?: true, note?: string, mark?: { state: string } }} Run */
/** @typedef {{ at: number, from: number, to: number }} Line */
/** @typedef {{ id: string, eid: string, printed: string, kind: string, depth: number, runs: Run[], lines: Line[] }} Row */

/** @param {string} tag @param {Node[]} inner */
const wrap = (tag, inner) => {
  const node = document.createElement(tag);
  node.append(...inner);
  return node;
};

/** The number of a line, in the margin. @param {Line} line @returns {Node[]} */
function numbered({ at, from, to }) {
  const node = wrap('small', [document.createTextNode(from === to ? `${from}` : `${from}–${to}`)]);
  node.className = 'line';
  node.id = `line-${from}`;
  return at > 0 ? [document.createElement('br'), node] : [node];
}

/** Words with their formatting, and the numbers of lines where the page has them; never as markup. @param {Row} row */
function printed({ runs, lines }) {
  const starts = table?.classList.contains('lined') ? [...lines] : [];
  let at = 0;
  return runs.flatMap((run) => {
    if (run.mark?.state === 'deleted') return [styled(run, run.text)];
    /** @type {Node[]} */
    const out = [];
    let rest = run.text;
    for (let start = starts[0]; start && start.at < at + rest.length; start = starts[0]) {
      const head = rest.slice(0, start.at - at);
      if (head !== '') out.push(styled(run, head));
      out.push(...numbered(start));
      at += head.length;
      rest = rest.slice(head.length);
      starts.shift();
    }
    at += rest.length;
    return [...out, styled(run, rest)];
  });
}

/** @param {Run} run @param {string} words @returns {Node} */
function styled(run, words) {
  /** @type {Node} */
  let node = document.createTextNode(words);
  if (run.bold) node = wrap('b', [node]);
  if (run.italic) node = wrap('i', [node]);
  if (run.sup || run.note !== undefined) node = wrap('sup', [node]);
  if (run.sub) node = wrap('sub', [node]);
  if (run.mark?.state === 'deleted') node = wrap('del', [node]);
  if (run.mark?.state === 'inserted') node = wrap('ins', [node]);
  return node;
}

/** @param {Row} row */
function made(row) {
  const node = document.createElement(row.kind === 'item' ? 'div' : row.depth === 0 ? 'h2' : 'h3');
  node.id = row.eid;
  node.dataset['id'] = row.id;
  if (row.kind !== 'item') {
    node.append(...printed(row));
    node.hidden = node.textContent === '';
    return node;
  }
  node.className = `para d${row.depth}`;
  const label = wrap('span', [wrap('bdi', [document.createTextNode(row.printed)])]);
  label.className = 'label';
  node.append(label, wrap('p', printed(row)));
  return node;
}

/** What holds the words of a paragraph: a label beside them, and what stands between the two, are none. @param {Element} home */
const wordsIn = (home) => home.querySelector('p') ?? home;

/**
 * Where an end of a selection stands: a paragraph, its words, and how many of their characters stand before.
 * @typedef {{ id: string, words: string, at: number }} Place
 */

/** @param {Node | null} node @param {number} offset @returns {Place | null} */
function placeOf(node, offset) {
  const home = (node instanceof Element ? node : node?.parentElement)?.closest('[data-id]');
  if (!node || !home || !table?.contains(home)) return null;
  const range = document.createRange();
  range.selectNodeContents(wordsIn(home));
  const words = range.toString();
  // One that begins at the label begins with the words.
  if (range.comparePoint(node, offset) < 0) range.collapse(true);
  else range.setEnd(node, offset);
  return { id: home.getAttribute('data-id') ?? '', words, at: range.toString().length };
}

/**
 * The same place in words that were changed: as far from the beginning as before what changed, as far from the end behind it. Where
 * words came in right there, what begins a selection stays behind them, what ends it before them.
 * @param {Place} place @param {string} now @param {boolean} begins
 */
function carried({ words, at }, now, begins) {
  const most = Math.min(words.length, now.length);
  let same = 0;
  while (same < most && words[same] === now[same]) same += 1;
  let behind = 0;
  while (behind < most - same && words[words.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
  const fromEnd = words.length - at;
  if (at <= same && !(begins && fromEnd <= behind)) return at;
  return fromEnd <= behind ? now.length - fromEnd : Math.min(at, now.length - behind);
}

/** @param {Place} place @param {boolean} begins @returns {[Node, number] | null} */
function found(place, begins) {
  const home = rowOf(place.id);
  if (!home) return null;
  const words = wordsIn(home);
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = carried(place, words.textContent ?? '', begins);
  /** @type {Node | null} */
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    // What begins a selection stands before its first word, not behind the last one of the stretch before.
    if (left < length || (left === length && !begins)) return [node, left];
    left -= length;
    last = node;
  }
  return last ? [last, last.textContent?.length ?? 0] : null;
}

/** @param {string} id */
const rowOf = (id) => table?.querySelector(`[data-id="${CSS.escape(id)}"]`) ?? null;

/** Makes a change, and keeps what the reader looks at where it is. @param {() => void} change */
function keepingPlace(change) {
  const rows = [...(table?.querySelectorAll('[data-id]') ?? [])];
  const eye = rows.find((row) => row.getBoundingClientRect().bottom > 0);
  const id = eye?.getAttribute('data-id') ?? '';
  const top = eye?.getBoundingClientRect().top ?? 0;
  const selection = getSelection();
  const from = selection && placeOf(selection.anchorNode, selection.anchorOffset);
  const to = selection && placeOf(selection.focusNode, selection.focusOffset);
  change();
  const now = rowOf(id)?.getBoundingClientRect().top;
  // The first line of the page is its own place.
  if (now !== undefined && scrollY > 0) scrollBy(0, now - top);
  const forward = !from || !to || from.id !== to.id || from.at <= to.at;
  const a = from && found(from, forward);
  const b = to && found(to, !forward);
  if (selection && a && b) selection.setBaseAndExtent(a[0], a[1], b[0], b[1]);
}

/** @param {{ seq: number, order: string[], rows: Row[] }} change */
function apply({ seq, order, rows }) {
  if (!table) return;
  keepingPlace(() => {
    const fresh = new Map(rows.map((row) => [row.id, made(row)]));
    const wanted = new Set(order);
    for (const row of table.querySelectorAll('[data-id]'))
      if (!wanted.has(row.getAttribute('data-id') ?? '')) row.remove();
    /** @type {Element | null} */
    let before = null;
    for (const id of order) {
      const old = rowOf(id);
      const row = fresh.get(id) ?? old;
      if (!row) continue;
      if (old && old !== row) old.replaceWith(row);
      const next = before ? before.nextElementSibling : table.firstElementChild;
      if (next !== row) table.insertBefore(row, next);
      before = row;
    }
    table.dataset['seq'] = String(seq);
  });
}

/** Where steps were missed, the page is asked for again and its text put in place of this one. */
async function anew() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.getElementById('table');
  if (!next || !table) return;
  keepingPlace(() => {
    table.replaceChildren(...[...next.children].map((row) => document.adoptNode(row)));
    table.dataset['seq'] = next.dataset['seq'];
  });
  steps(page);
}

/** @param {Document} page */
function steps(page) {
  const next = page.getElementById('steps');
  const old = document.getElementById('steps');
  if (!next || !old) return;
  old.replaceChildren(...[...next.childNodes].map((node) => document.adoptNode(node)));
  told = table?.dataset['seq'];
}
/** The step up to which the list of steps goes: it is asked for again only by those who look at it. */
let told = table?.dataset['seq'];

/** @param {'live' | 'lost' | 'changed'} what @param {string} [more] */
const say = (what, more = '') => {
  if (live) live.textContent = `${live.dataset[what] ?? ''}${more}`;
};

if (table && live) {
  const list = document.getElementById('steps');
  if (list)
    new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting && told !== table.dataset['seq']) void anew();
    }).observe(list);
  const stream = new EventSource(`${table.dataset['stream'] ?? ''}&seq=${table.dataset['seq'] ?? '0'}`);
  stream.addEventListener('open', () => say('live'));
  stream.addEventListener('error', () => say('lost'));
  stream.addEventListener('step', (event) => {
    const change = JSON.parse(event.data);
    if (String(change.from) === table.dataset['seq']) apply(change);
    else if (change.seq > Number(table.dataset['seq'])) void anew();
    say('changed', ` (${change.seq})`);
  });
  stream.addEventListener('behind', (event) => {
    if (JSON.parse(event.data).seq !== Number(table.dataset['seq'])) void anew().then(() => say('changed'));
  });
}
