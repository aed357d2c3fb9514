/** Who may bring documents in and correct how they were read. */
export const IMPORT = 'texts.import';
/** Who may record that a version was proposed, adopted or ended. */
export const ADOPT = 'texts.adopt';
/** Who may choose who sees a version. */
export const PUBLISH = 'texts.publish';
/** Who may fetch the file as it was received. */
export const ORIGINAL = 'texts.original';
