import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { readMyLooks } from '#lib/server/usecases/people/read-account.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

/** `person.reveal_id` → `account_act_person_reveal_id`. */
const actText = (action: string): string =>
	textOf(`account_act_${action}`) ?? m.account_act_other({ action });

export const load = loads(async (ctx) => ({
	looks: (await readMyLooks(ctx)).map((look) => ({
		at: instantText(look.at),
		what: actText(look.action),
		by: [look.organisation, textOf(`role_${look.role}`), look.by].filter(Boolean).join(' · '),
		reason: look.reason,
		refused: look.result === 'refused'
	}))
})) satisfies PageServerLoad;
