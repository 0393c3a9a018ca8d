import { withHouse } from '../operator.ts';
import { BadInput, type Command, type ExitStatus } from '../command.ts';
import { parseOptions } from '../options.ts';

export const list: Command = {
	name: 'user list',
	summary: '列出有角色的账号',
	usage: `
用法：npm run -s portal -- user list [--all]

列出今天有角色的账号，每行一个，不含证件号和电话。
  --all   没有角色的账号也列出
结果：[{"login","name","state","roles":["county_officer 南木林县人社局", …]}, …]
`,
	run: async (args, io) => {
		const { file, flag } = parseOptions(args, { all: { type: 'boolean' } });
		if (file !== undefined) throw new BadInput([`FILE: found ${JSON.stringify(file)} (none)`]);
		return await withHouse(async (house): Promise<ExitStatus> => {
			const ctx = await house.contextFor({ as: 'system' });
			const { registry, grants } = ctx.store.read;
			const rows = [];
			let after: readonly [string, string] | undefined;
			for (;;) {
				const page = await registry.people(
					{ scope: { kind: 'all' }, day: ctx.today() },
					500,
					after ? { after } : { offset: 0 }
				);
				for (const person of page) {
					if (person.loginName === null) continue;
					const hats = await grants.openOfPerson(person.id, ctx.today());
					if (hats.length === 0 && !flag('all')) continue;
					rows.push({
						login: person.loginName,
						name: person.name,
						state: person.accountState,
						roles: hats.map(({ role, scopeName }) => `${role} ${scopeName}`.trim())
					});
				}
				const last = page.at(-1);
				if (!last || page.length < 500) break;
				after = [last.name, last.id];
			}
			io.answerRows(rows);
			return 0;
		});
	}
};
