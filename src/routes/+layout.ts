/** No page is hydrated: what a reader gets is the page, and scripts are files of ours that add keys to forms. */
export const csr = false;
