import {
	organisationActions,
	organisationLoad
} from '../../../people-parts/organisations.server.ts';

export const load = organisationLoad;
export const actions = organisationActions;
