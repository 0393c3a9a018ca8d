import type { Place } from '#lib/server/usecases/people/paging.ts';

/** Where a list stands, as its address says. */
export const placeOf = (params: URLSearchParams): Place => {
	const page = Number(params.get('page') ?? 1);
	const after = params.get('after');
	const before = params.get('before');
	return {
		page: Number.isSafeInteger(page) && page > 0 ? page : 1,
		...(after && { after: after.slice(0, 200) }),
		...(before && { before: before.slice(0, 200) })
	};
};
