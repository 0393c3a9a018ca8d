import { personActions, personLoad } from '../../../people-parts/person.server.ts';

export const load = personLoad;
export const actions = personActions;
