type Box = HTMLInputElement | HTMLTextAreaElement;
type In<E extends Event> = E & { readonly currentTarget: EventTarget & Box };

/** Listeners of a box whose text counts when it is whole: while characters are composed nothing is taken or sent. */
export const wholeText = (take: (value: string) => void, hold: () => void) => ({
	oninput: (event: In<Event>) => {
		if (!(event as unknown as InputEvent).isComposing) take(event.currentTarget.value);
	},
	oncompositionstart: hold,
	oncompositionend: (event: In<CompositionEvent>) => take(event.currentTarget.value)
});
