import type { Unverified } from '#lib/domain/audit/checkpoint.ts';

/** For the operator: which signatures could not be checked. That is no sign of a broken log. */
export const unverifiedText = (unverified: readonly Unverified[]): string =>
	unverified
		.map(
			({ keyId, checkpoints }) =>
				`${checkpoints} 个检查点由密钥 ${keyId} 签名，这里没有这把密钥，签名无法验证（内容已对照）`
		)
		.join('；');
