import { mayEnter } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { closedToActor } from '../cases/closed-to.ts';
import { myRounds } from '../meeting/open-round.ts';
import type { Context, Row } from '../ports.ts';

export const certificatesPerPage = 50;

export type CertificateLine = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly lastFour: string;
	readonly employer: string;
	readonly title: string;
	readonly titleOn: Day;
	readonly issuedOn: Day;
	readonly state: Row<'certificates'>['state'];
};

export type IssuedCertificates = {
	readonly lines: readonly CertificateLine[];
	readonly total: number;
	readonly page: number;
	/** Rounds with confirmed cases whose certificates wait. */
	readonly toIssue: readonly {
		readonly roundId: string;
		readonly committee: string;
		readonly cases: number;
	}[];
};

/** Certificates that the office has issued, newest first, and what waits to be issued. */
export const listCertificates = async (
	ctx: Context,
	asked: { readonly page: number; readonly roundId?: string }
): Promise<IssuedCertificates> => {
	const hat = ctx.actor?.hat;
	if (!hat || !mayEnter(ctx.actor, 'committee_desk')) throw new Refused(missing);
	const { read } = ctx.store;
	const rounds = await myRounds(ctx);
	const names = new Map(rounds.map(({ round, committee }) => [round.id, committee.name]));
	const roundId = asked.roundId !== undefined && names.has(asked.roundId) ? asked.roundId : null;
	const [total, counts] = await Promise.all([
		read.certificates.countOfOffice(hat.scopeId, roundId),
		read.applications.countsOfRounds([...names.keys()], await closedToActor(ctx))
	]);
	const pages = Math.max(1, Math.ceil(total / certificatesPerPage));
	const page = Number.isSafeInteger(asked.page) ? Math.min(Math.max(1, asked.page), pages) : 1;
	const rows = await read.certificates.ofOffice(hat.scopeId, roundId, {
		size: certificatesPerPage,
		number: page
	});
	return {
		total,
		page,
		lines: rows.map(({ certificate, employerName }) => ({
			id: certificate.id,
			number: certificate.number,
			name: certificate.holderName,
			lastFour: certificate.idLast4,
			employer: employerName,
			title: certificate.titleName,
			titleOn: certificate.titleOn,
			issuedOn: certificate.issuedOn,
			state: certificate.state
		})),
		toIssue: counts.flatMap(({ roundId: id, state, cases }) =>
			id !== null && state === 'confirmed'
				? [{ roundId: id, committee: names.get(id) ?? '', cases }]
				: []
		)
	};
};
