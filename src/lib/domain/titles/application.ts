/** Plain shapes of a title application that the store and the use cases share. */

/** One entry of a section: flat, so that a form without scripts can carry it. */
export type EntryData = Readonly<Record<string, string | number | boolean | null>>;

/** What the applicant gets for handing in. */
export type Receipt = {
	readonly number: string;
	readonly at: number;
	/** SHA-256 of the snapshot, so that the printed receipt proves what was handed in. */
	readonly sha256: string;
	readonly submission: number;
};

export const applicationTracks = ['normal', 'exceptional', 'bridge'] as const;
export type ApplicationTrack = (typeof applicationTracks)[number];
