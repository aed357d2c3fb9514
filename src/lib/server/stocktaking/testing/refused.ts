/** What a piece of work was refused with; where it was not, what it gave. */
export const refused = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
