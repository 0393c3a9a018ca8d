import { compareIds } from '#lib/domain/order.ts';
import type { Block } from '#lib/domain/review/assign-shortage.ts';
import { assign } from '#lib/domain/review/assign.ts';
import type { Command } from '../command.ts';
import { readAssignment } from '../input/assign.ts';
import { parseOptions } from '../options.ts';

// A block may hold thousands; whoever must act needs some names and the number.
const NAMED = 20;

const named = (ids: readonly string[]): string => {
	const rest = ids.length - NAMED;
	return ids.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
};

/** A stable code, then the numbers and names behind it. */
const whyOf = ({ why, applications, experts, needed, places }: Block): string => {
	if (why === 'too-few-experts')
		return `${why}: needs ${needed}, has ${places} without conflict${
			places > 0 ? ` (${named(experts)})` : ''
		}`;
	return `${why}: applications ${named(applications)} need ${needed} places with experts ${named(experts)}, whose limits allow ${places}`;
};

const unservedBy = (blocks: readonly Block[]) =>
	blocks
		.flatMap((block) => {
			const why = whyOf(block);
			return block.applications.map((application) => ({ application, why }));
		})
		.sort((a, b) => compareIds(a.application, b.application));

export const command: Command = {
	name: 'assign',
	summary: '为每份申报材料分配评审专家',
	usage: `
用法：npm run -s portal -- assign [文件]

依次满足：每份材料有 perApplication 位不同且无须回避的专家（同一单位一律回避），人人不超过上限；
没有任何上限时，最大的工作量尽可能小；匹配分之和最大（已证明为最优）；仍有并列的，
取“<材料>:<专家>”的 SHA-256 排序后最小的一组。结果唯一，与各行次序无关。

输入：{"perApplication":3,"maxLoad"?:7,"applications":[{"id","specialty","employer"}],
       "experts":[{"id","specialties":[…],"employer","maxLoad"?}],"conflicts":[["<材料>","<专家>"]],
       "fit"?:[["<材料>","<专家>",分值]]}
  专家自己的 maxLoad 代替总的上限；给出 fit 时按分值（未列为 0），否则专业相符计 1 分。
结果：{"assignments":[{"application","experts":[编号]}],"load":{"min","max"},"points":n}
  无法分配时：{"assignments":null,"unserved":[{"application","why"}]}，退出码 1；why 以
  too-few-experts（无须回避的专家不够）或 load-limit（这些专家的上限容不下这些材料）开头。
`,
	run: async (args, io) => {
		const { file } = parseOptions(args, {});
		const found = assign(readAssignment(await io.read(file)));
		io.answer(found.plan ?? { assignments: null, unserved: unservedBy(found.blocks) });
		return found.plan ? 0 : 1;
	}
};
