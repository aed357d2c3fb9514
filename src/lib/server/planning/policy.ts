/** Who plans the work on what is due, and sees who does it: those who may record how far it is. */
export const PLAN = 'register.occurrence';
/** Who says who does it. */
export const ASSIGN = 'register.edit';
