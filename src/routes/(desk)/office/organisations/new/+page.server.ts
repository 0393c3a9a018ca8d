import {
	newOrganisationActions,
	newOrganisationLoad
} from '../../../people-parts/organisations.server.ts';

export const load = newOrganisationLoad;
export const actions = newOrganisationActions;
