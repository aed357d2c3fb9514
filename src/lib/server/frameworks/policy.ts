/** Who brings in releases of frameworks and correspondences between them. They concern no one body. */
export const IMPORT = 'frameworks.import';
