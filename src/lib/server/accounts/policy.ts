/** Who may manage accounts, organisations, roles and grants. */
export const MANAGE = 'accounts.manage';
/** Who decides who speaks for an organisation. */
export const MEMBERS = 'accounts.members';
