import { deputiesActions, deputiesLoad } from '../../people-parts/deputies.server.ts';

export const load = deputiesLoad;
export const actions = deputiesActions;
