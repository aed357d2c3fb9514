/** Who keeps the outbox: it holds addresses, so administrators only unless a role is given it. */
export const MAIL = 'mail.manage';
