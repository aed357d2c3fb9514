import { declared } from '../../read/docx/namespaces.ts';
import { addTo, paragraphsIn, type WordComment, type WordDocument, type WordRun } from './model.ts';
import { runXml } from './inline.ts';
import { dateAttribute, escapeXml, isRtl, PROLOGUE, value, W } from './xml.ts';

/** Markup that stands before and after a place. */
export interface Around {
  before: string;
  after: string;
}

/** Where each comment begins and ends: it may span runs and paragraphs. An answer stands where the one it answers does. */
export function placesOf(
  document: WordDocument,
  commentId: (id: string) => number,
): { opens(run: WordRun): string; closes(run: WordRun): string } {
  const ends = new Map<string, { first: WordRun; last: WordRun }>();
  const { comments = [], blocks } = document;
  const known = new Set(comments.map((one) => one.id));
  for (const { runs } of paragraphsIn(blocks))
    for (const run of runs)
      for (const id of run.comments ?? []) {
        const at = ends.get(id);
        if (known.has(id)) ends.set(id, { first: at?.first ?? run, last: run });
      }
  for (const { id, parent } of comments) {
    const at = ends.get(parent ?? '');
    if (at && !ends.has(id)) ends.set(id, at);
  }
  const first = new Map<WordRun, string[]>();
  const last = new Map<WordRun, string[]>();
  for (const [id, at] of ends) {
    addTo(first, at.first, id);
    addTo(last, at.last, id);
  }
  const reference = value('rStyle', 'CommentReference');
  return {
    opens: (run) => (first.get(run) ?? []).map((id) => `<w:commentRangeStart w:id="${commentId(id)}"/>`).join(''),
    closes: (run) =>
      (last.get(run) ?? [])
        .map(
          (id) =>
            `<w:commentRangeEnd w:id="${commentId(id)}"/><w:r><w:rPr>${reference}</w:rPr><w:commentReference w:id="${commentId(id)}"/></w:r>`,
        )
        .join(''),
  };
}

/** Identity of a comment's last paragraph, by which answers find it (w14:paraId: eight figures below 80000000). */
const paragraphId = (id: number): string => (0x10_00_00_00 + id).toString(16).toUpperCase();

const initials = (comment: WordComment): string =>
  comment.initials ??
  (comment.author ?? '')
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .join('');

/** comments.xml (17.13.4.6). */
export function commentsXml(document: WordDocument, commentId: (id: string) => number): string {
  const bidi = isRtl(document.language) ? '<w:bidi/>' : '';
  const { comments = [] } = document;
  const inner = comments
    .map((comment) => {
      const id = commentId(comment.id);
      const lines = comment.text.split('\n');
      const paragraphs = lines
        .map((line, i) => {
          const own = i === lines.length - 1 ? ` w14:paraId="${paragraphId(id)}"` : '';
          return `<w:p${own}><w:pPr>${value('pStyle', 'CommentText')}${bidi}</w:pPr>${runXml(line, '')}</w:p>`;
        })
        .join('');
      return `<w:comment w:id="${id}" w:author="${escapeXml(comment.author ?? '')}"${dateAttribute('w:date', comment.date)} w:initials="${escapeXml(initials(comment))}">${paragraphs}</w:comment>`;
    })
    .join('');
  return `${PROLOGUE}<w:comments ${W}>${inner}</w:comments>`;
}

/** Threads of comments, and which of them are closed ([MS-DOCX] 2.5.1); undefined where there is nothing to say. */
export function threadsXml(document: WordDocument, commentId: (id: string) => number): string | undefined {
  const { comments = [] } = document;
  if (!comments.some((one) => one.parent !== undefined || one.resolved)) return undefined;
  const known = new Set(comments.map((one) => one.id));
  const inner = comments
    .map(({ id, parent, resolved }) => {
      const of =
        parent !== undefined && parent !== id && known.has(parent)
          ? ` w15:paraIdParent="${paragraphId(commentId(parent))}"`
          : '';
      return `<w15:commentEx w15:paraId="${paragraphId(commentId(id))}"${of} w15:done="${resolved ? 1 : 0}"/>`;
    })
    .join('');
  return `${PROLOGUE}<w15:commentsEx ${declared('w15')}>${inner}</w15:commentsEx>`;
}
