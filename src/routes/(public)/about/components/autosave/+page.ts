/** Saving while filling in needs script. */
export const csr = true;
