import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { StateKind } from '#lib/ui/icons.ts';
import { stateWords, wordOf } from '../desk-parts/desk-words.server.ts';

/** A state as it is: nothing is ever the inspector's turn. */
export const seenState = (
	state: ApplicationState
): { readonly kind: StateKind; readonly text: string } => {
	const { kind } = stateWords(state, 'office', null);
	return { kind: kind === 'turn' ? 'waiting' : kind, text: wordOf(`state_${state}`) };
};
