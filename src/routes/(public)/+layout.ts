/** Public pages send no script at all. */
export const csr = false;
