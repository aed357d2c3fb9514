/** Who may keep bodies, sessions and meetings. */
export const EDIT = 'bodies.edit';
/** Who may record what a body decided. */
export const DECIDE = 'bodies.decide';
