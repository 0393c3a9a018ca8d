import { BadInput, type Command } from '../command.ts';
import { createAdmin } from '../user/create-admin.ts';
import { list } from '../user/list.ts';
import { recover } from '../user/recover.ts';

const deeds: readonly (readonly [string, Command])[] = [
	['create-admin', createAdmin],
	['list', list],
	['recover', recover]
];

export const command: Command = {
	name: 'user',
	summary: '账号：create-admin 邀请管理员、list 列出账号、recover 找回密码',
	usage: deeds
		.map(([, deed]) => `${deed.name}：${deed.summary}\n${deed.usage.trim()}`)
		.join('\n\n'),
	run: async ([name, ...rest], io) => {
		const deed = deeds.find(([word]) => word === name)?.[1];
		if (!deed)
			throw new BadInput([
				`user: found ${JSON.stringify(name ?? '')} (one of ${deeds.map(([word]) => word).join(', ')})`
			]);
		return deed.run(rest, io);
	}
};
