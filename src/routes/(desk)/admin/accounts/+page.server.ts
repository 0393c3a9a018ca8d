import { peopleLoad } from '../../people-parts/people.server.ts';

export const load = peopleLoad;
