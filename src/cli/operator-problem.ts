/** A problem that the operator can act on: exit 1 with the sentence. */
export class OperatorProblem extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'OperatorProblem';
	}
}
