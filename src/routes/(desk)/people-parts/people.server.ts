import { roles } from '#lib/domain/access.ts';
import { loads } from '#lib/server/form.ts';
import { placeName, places } from '#lib/server/places.ts';
import { listPeople } from '#lib/server/usecases/people/list-people.ts';
import { textOf } from '#lib/server/words.ts';
import { pagerOf } from './address.ts';
import { placeOf } from './place.server.ts';

const accountStates = ['none', 'active', 'disabled'] as const;

/** People of the desk: name, employer, account. The query is the address. */
export const peopleLoad = loads(async (ctx, { url }: { locals: App.Locals; url: URL }) => {
	const params = url.searchParams;
	const filter = {
		q: (params.get('q') ?? '').slice(0, 64),
		place: params.get('place') ?? '',
		account: accountStates.find((state) => state === params.get('account')) ?? '',
		role: roles.find((role) => role === params.get('role')) ?? ''
	} as const;
	const list = await listPeople(ctx, filter, placeOf(params));
	return {
		filter,
		rows: list.rows.map((row) => ({
			id: row.id,
			name: row.name,
			idLast4: row.idLast4 ?? '',
			phoneLast4: row.phoneLast4 ?? '',
			employerName: row.employerName ?? '',
			placeName: row.place === null ? '' : placeName(row.place),
			loginName: row.loginName ?? '',
			account: row.account
		})),
		pager: pagerOf(list),
		places: places(),
		roles: roles
			.filter((role) => role !== 'applicant')
			.map((role) => ({ value: role, label: textOf(`role_${role}`) ?? role }))
	};
});
