import { organisationsLoad } from '../../people-parts/organisations.server.ts';

export const load = organisationsLoad;
