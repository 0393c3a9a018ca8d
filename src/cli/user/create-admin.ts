import { Refused } from '#lib/domain/refusal.ts';
import { inviteAdministrator } from '#lib/server/usecases/people/invite-person.ts';
import { BadInput, type Command, type ExitStatus } from '../command.ts';
import { withHouse } from '../operator.ts';
import { parseOptions } from '../options.ts';

const roles = { system: 'system_admin', security: 'security_admin', audit: 'audit_admin' } as const;
const names = Object.keys(roles).join(', ');

const sentences: Readonly<Record<string, string>> = {
	two_administrations:
		'这个人已经担任另一个管理员。三员分立时，系统、安全、审计管理员不能由一个人兼任',
	already_has_role: '这个人已经是这个管理员',
	no_such_account: '没有这个账号'
};

export const createAdmin: Command = {
	name: 'user create-admin',
	summary: '邀请管理员（系统没有自带账号，第一个管理员从这里产生）',
	usage: `
用法：npm run -s portal -- user create-admin --name 姓名 [--role security|system|audit] [--login 账号]

做一个一次性邀请链接，7 天内有效。本人打开链接，自己设账号和密码。
  --name    管理员的姓名
  --role    security 安全管理员（默认，可以再授予其他角色）、system 系统管理员、audit 审计管理员
  --login   这个人已有账号时写账号名：链接授予角色，不另建账号
结果：{"link":"https://…/invite/…","role":"security_admin","name":"…","expiresAt":毫秒}
链接只显示这一次。不能授予时退出码为 1。
`,
	run: async (args, io) => {
		const { file, text } = parseOptions(args, {
			name: { type: 'string' },
			role: { type: 'string' },
			login: { type: 'string' }
		});
		const name = text('name')?.normalize('NFC').trim() ?? '';
		const wanted = text('role') ?? 'security';
		const role = Object.entries(roles).find(([key]) => key === wanted)?.[1];
		const lines = [
			...(file === undefined ? [] : [`FILE: found ${JSON.stringify(file)} (none)`]),
			...(name === '' ? ['--name: missing (the administrator’s name)'] : []),
			...(role ? [] : [`--role: found ${JSON.stringify(wanted)} (one of ${names})`])
		];
		if (lines.length > 0 || !role) throw new BadInput(lines);
		try {
			return await withHouse(async (house): Promise<ExitStatus> => {
				const ctx = await house.contextFor({ as: 'system' });
				const login = text('login');
				const account =
					login === undefined
						? undefined
						: await ctx.store.read.accounts.byLogin(login.normalize('NFKC').toLowerCase());
				if (login !== undefined && !account)
					throw new Refused({ kind: 'missing', key: 'no_such_account' });
				const { token, expiresAt } = await inviteAdministrator(ctx, {
					name,
					role,
					...(account && { personId: account.personId })
				});
				io.tell('把链接当面交给本人。只显示这一次，7 天内有效，只能用一次');
				io.answer({ link: `${house.settings.origin}/invite/${token}`, role, name, expiresAt });
				return 0;
			});
		} catch (reason) {
			if (!(reason instanceof Refused)) throw reason;
			io.tell(sentences[reason.refusal.key] ?? reason.refusal.key);
			return 1;
		}
	}
};
