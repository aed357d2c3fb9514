/** Who may confirm, edit, split, merge and reject what the machine suggests. */
export const REVIEW = 'register.review';
/** Who may change a confirmed obligation. */
export const EDIT = 'register.edit';
/** Who may record how far an occurrence is. */
export const OCCURRENCE = 'register.occurrence';
/** Who may put evidence forward, and who may judge it. */
export const EVIDENCE = 'register.evidence';
export const JUDGE = 'register.judge';
/** Who reads and answers what readers say is wrong. */
export const REMARKS = 'register.remarks';
