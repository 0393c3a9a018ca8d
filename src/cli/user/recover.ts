import { Refused } from '#lib/domain/refusal.ts';
import { recoverByOperator } from '#lib/server/usecases/people/recovery.ts';
import { BadInput, type Command, type ExitStatus } from '../command.ts';
import { withHouse } from '../operator.ts';
import { parseOptions } from '../options.ts';

const sentences: Readonly<Record<string, string>> = {
	no_account_to_recover: '没有这个账号',
	account_disabled: '这个账号已停用，由安全管理员启用后再找回'
};

export const recover: Command = {
	name: 'user recover',
	summary: '为忘记密码、又没有人能帮忙找回的账号做找回链接',
	usage: `
用法：npm run -s portal -- user recover --login 账号

做一个一次性找回链接，24 小时内有效。平时由单位经办人在网页上办；最后一个管理员忘了密码时用这个命令。
使用记入日志。结果：{"link":"https://…/recover/…","expiresAt":毫秒}
`,
	run: async (args, io) => {
		const { file, text } = parseOptions(args, { login: { type: 'string' } });
		const login = text('login') ?? '';
		if (file !== undefined || login === '') throw new BadInput(['--login: missing (the account)']);
		try {
			return await withHouse(async (house): Promise<ExitStatus> => {
				const link = await recoverByOperator(await house.contextFor({ as: 'system' }), login);
				io.tell('核实是本人后交给他。只显示这一次，24 小时内有效，只能用一次');
				io.answer({
					link: `${house.settings.origin}/recover/${link.token}`,
					expiresAt: link.expiresAt
				});
				return 0;
			});
		} catch (reason) {
			if (!(reason instanceof Refused)) throw reason;
			io.tell(sentences[reason.refusal.key] ?? reason.refusal.key);
			return 1;
		}
	}
};
