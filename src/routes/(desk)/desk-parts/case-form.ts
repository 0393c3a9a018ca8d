import type { NoticeWords } from './notice-words.server.ts';

/** What comes back to a case's page: a problem with what was typed, or the notice to look at. */
export type CaseForm =
	| {
			readonly values?: Readonly<Record<string, string | readonly string[]>>;
			readonly errors?: Readonly<Record<string, string>>;
			readonly problem?: {
				readonly text: string;
				readonly rule?: string;
				readonly key: string;
			} | null;
			readonly notice?: NoticeWords;
			readonly contact?: Readonly<Record<string, string>>;
			readonly opinion?: string;
			readonly compared?: readonly string[];
	  }
	| null
	| undefined;
