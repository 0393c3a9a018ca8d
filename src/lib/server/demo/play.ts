/** What every scene of the demo's story needs, and the small steps that scenes share. */
import { shanghaiDay } from '#lib/domain/day.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { makeMove } from '../usecases/cases/make-move.ts';
import type { Context, Row } from '../usecases/ports.ts';
import type { House } from '../wiring.ts';
import type { Chance } from './chance.ts';
import { at, type DemoCity } from './city.ts';
import type { DemoPerson } from './people.ts';
import type { Stage } from './stage.ts';
import type { Timeline } from './timeline.ts';

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

/** How a case ends, or where it stands when the demo begins; null: as far as time has brought it. */
export type Fate = ApplicationState | null;

export type Play = {
	readonly house: House;
	readonly chance: Chance;
	readonly city: DemoCity;
	readonly stage: Stage;
	readonly timeline: Timeline;
};

export type Cast = {
	readonly person: DemoPerson;
	readonly level: Level;
	readonly batch: { readonly id: string };
	readonly track: ApplicationTrack;
	/** The employer's clerk fills in; the person confirms it. */
	readonly assisted: boolean;
	readonly startAt: number;
	readonly fate: Fate;
};

/** A moment in office hours, `days` later: somebody got to it that day. */
export const later = (play: Play, days: number): number =>
	at(shanghaiDay(play.timeline.now() + days * dayMs), '10:00') +
	play.chance.below(7) * hourMs +
	play.chance.below(60) * 60_000;

export const soon = (play: Play): number =>
	play.timeline.now() + (10 + play.chance.below(60)) * 60_000;

export const caseDeed =
	(play: Play, id: string, deed: (application: Row<'applications'>) => Promise<void>) =>
	async (): Promise<void> =>
		deed(await play.stage.application(id));

/** A move that has no page yet (defence, objection, re-check), made by whoever the table names. */
export const bareMove = (
	ctx: Context,
	application: Row<'applications'>,
	move: ApplicationMove,
	detail: Readonly<Record<string, unknown>> = {}
) =>
	makeMove(ctx, {
		id: application.id,
		version: application.version,
		move,
		extras: () => ({ detail })
	});

export const officeOf = (play: Play, application: Row<'applications'>): Context =>
	play.stage.officer(application.officeId ?? '', 'committee_office');

export const employerContext = (play: Play, application: Row<'applications'>): Context =>
	application.agencyId
		? play.stage.officer(application.agencyId, 'hr_agency')
		: play.stage.officer(application.employerId, 'employer_officer');

/** The committee of the case may not review any more: nobody goes on with it, the clock routes it again. */
export const isStopped = async (
	play: Play,
	{ committeeId }: Row<'applications'>
): Promise<boolean> =>
	committeeId !== null &&
	(await play.house.store.read.committees.byId(committeeId))?.state !== 'active';
