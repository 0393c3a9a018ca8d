import { inviteActions, inviteLoad } from '../../../people-parts/invite.server.ts';

export const load = inviteLoad;
export const actions = inviteActions;
