/** Path of an attachment's token under the content origin. */
export const contentPath = (token: string): string => `/file/${token}`;
