import { readCheckpointFile, checkpointFile } from '#lib/server/checkpoint-file.ts';
import { verifierFrom } from '#lib/server/backup/verifier.ts';
import { unverifiedText } from '#lib/server/unverified.ts';
import { verifyLog } from '#lib/server/usecases/audit/verify-log.ts';
import type { SignedCheckpoint, Verification } from '#lib/domain/audit/checkpoint.ts';
import { BadInput, type Command } from '../command.ts';
import { verifyExport } from '../input/log-export.ts';
import { locate } from '../io.ts';
import { withHouse } from '../operator.ts';
import { parseOptions } from '../options.ts';

const checkpointsIn = async (file: string | undefined): Promise<readonly SignedCheckpoint[]> => {
	if (file === undefined) return [];
	try {
		return await readCheckpointFile(locate(file));
	} catch (reason) {
		throw new BadInput([`--checkpoints: ${reason instanceof Error ? reason.message : file}`]);
	}
};

const ofThisPortal = (outside: readonly SignedCheckpoint[]): Promise<Verification> =>
	withHouse(async (house) => {
		const own = await readCheckpointFile(checkpointFile(house.settings.dataDir));
		return verifyLog(await house.contextFor({ as: 'system' }), [...own, ...outside]);
	});

export const command: Command = {
	name: 'audit verify',
	summary: '核验日志的哈希链与检查点',
	usage: `
用法：npm run -s portal -- audit verify [--from 文件] [--checkpoints 文件] [--keys 文件夹]

逐条核验日志的哈希链，并与每一个签名的检查点对照（能发现末尾被截断、整链被重做）。
  --from         核验导出的日志（audit export 的结果，或日志条目的 JSON 数组），不需要数据库
  --checkpoints  另外对照保存在别处的 checkpoints.jsonl
  --keys         与 --from 一起使用：验证检查点签名的密钥（sign-1.pem，公钥即可）所在的文件夹
结果：{"entries":n,"head":"…","ok":true}；有问题时退出码为 1：
      {"entries":n,"head":"…","ok":false,"broken":{"seq","why","expected","found"}}
      {"entries":n,"head":"…","ok":false,"checkpoint":{"seq","why","expected","found"}}
签名所用的密钥不在这里时，结果中另有 "unverified":[{"keyId","checkpoints"}]：这些检查点的内容已经对照，
签名无法验证，不算日志有问题。
`,
	run: async (args, io) => {
		const { file, text } = parseOptions(args, {
			from: { type: 'string' },
			checkpoints: { type: 'string' },
			keys: { type: 'string' }
		});
		if (file !== undefined)
			throw new BadInput([
				`FILE: found ${JSON.stringify(file)} (none; an export goes with --from)`
			]);
		const from = text('from');
		const keys = text('keys');
		if (keys !== undefined && from === undefined)
			throw new BadInput(['--keys: found without --from (with --from only)']);
		const outside = await checkpointsIn(text('checkpoints'));
		const found =
			from === undefined
				? await ofThisPortal(outside)
				: await verifyExport(from, outside, keys === undefined ? null : verifierFrom(locate(keys)));
		io.answer(found);
		if (found.unverified) io.tell(unverifiedText(found.unverified));
		return found.ok ? 0 : 1;
	}
};
