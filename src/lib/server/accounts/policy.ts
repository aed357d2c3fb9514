/** Who may manage accounts, organisations, roles and grants. */
export const MANAGE = 'accounts.manage';
