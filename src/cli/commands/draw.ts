import { draw } from '#lib/domain/review/draw.ts';
import type { Command } from '../command.ts';
import { readDraw } from '../input/draw.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'draw',
	summary: '按种子从专家库中抽取评审专家',
	usage: `
用法：npm run -s portal -- draw [文件]

每位专家的签号是“<种子>:<编号>”的 SHA-256（小写十六进制），按签号从小到大依次入选；
应当排除的、会突破单位人数上限的、会占用专业组保底席位的跳过。

输入：{"seed":"<十六进制>","seats":7,"pool":[{"id","employer","group"?}],
       "excluded":[{"id","why"}],"maxPerEmployer"?:2,"minPerGroup"?:{"water":2}}
结果：{"drawn":[编号],"alternates":[编号],"skipped":[{"id","why"}],"tickets":{编号:签号},"poolDigest"}
  alternates 为未被排除也未抽中的专家，按签号排列，依次递补；
  skipped 为抽满之前跳过的专家，why 为 excluded（排除）、employer-cap（单位上限）或
  group-minimum（为专业组保底）；poolDigest 为全部编号排序后以换行连接的 SHA-256。
  席位抽不满时：{"drawn":null,"short":缺额,"why":"seats|group-minimum"}，退出码 1。
`,
	run: async (args, io) => {
		const { file } = parseOptions(args, {});
		const answer = draw(readDraw(await io.read(file)));
		io.answer(answer);
		return answer.drawn === null ? 1 : 0;
	}
};
