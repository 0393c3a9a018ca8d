import { grantActions, grantLoad } from '../../../../people-parts/grant.server.ts';

export const load = grantLoad;
export const actions = grantActions;
