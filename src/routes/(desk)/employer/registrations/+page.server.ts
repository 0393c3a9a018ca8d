import { requestsActions, requestsLoad } from '../../people-parts/requests.server.ts';

export const load = requestsLoad;
export const actions = requestsActions;
