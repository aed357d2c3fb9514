/** Who issues documents and their corrigenda, addenda and revisions. */
export const ISSUE = 'texts.documents';
