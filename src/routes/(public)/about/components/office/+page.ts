/** The office list is shown with its keys, which need script. */
export const csr = true;
