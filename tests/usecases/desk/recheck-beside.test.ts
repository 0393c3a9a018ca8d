import { expect, it } from 'vitest';
import { deleteDraft } from '#lib/server/usecases/applications/delete-draft.ts';
import { requestRecheck } from '#lib/server/usecases/applications/request-recheck.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { upholdRecheck } from '#lib/server/usecases/desk/decide-recheck.ts';
import { refuseCase } from '#lib/server/usecases/desk/refuse-case.ts';
import { choice } from '../applications/setting.ts';
import { bringTo, held, makeDesks } from './setting.ts';

it('a re-check never gives a person two applications in one year', async () => {
	const desks = await makeDesks();
	const { world, ctx, batch, person } = desks;
	const { id, version } = await bringTo(desks, 'acceptance_check');
	const refused = await refuseCase(desks.at('office'), {
		id,
		version,
		code: 'conditions_not_met',
		clause: '工程系列评审条件第三条',
		reason: '见习期不满 1 年'
	});
	const ask = { id, version: refused.version, reason: '见习期已满' };
	const draft = await startApplication(ctx, choice(batch.id));
	await expect(requestRecheck(ctx, ask)).rejects.toMatchObject({
		refusal: { key: 'other_application_alive', rule: 'application.maxPerPersonPerCycle' }
	});
	await deleteDraft(ctx, { id: draft.id, version: 1 });
	const asked = await requestRecheck(ctx, ask);
	expect(asked.state).toBe('recheck_requested');
	// One that slipped in all the same stands in the way of the answer that would make it two.
	const other = await world.application({
		personId: person.id,
		employerId: desks.employer.id,
		batchId: batch.id
	});
	const answer = { id, version: asked.version, document: '日人社函〔2026〕51号' };
	await expect(upholdRecheck(desks.at('office'), answer)).rejects.toMatchObject({
		refusal: { key: 'other_application_alive' }
	});
	await deleteDraft(ctx, { id: other.id, version: other.version });
	expect((await upholdRecheck(desks.at('office'), answer)).state).toBe('recheck_upheld');
	expect((await held(desks, id)).state).toBe('recheck_upheld');
});
