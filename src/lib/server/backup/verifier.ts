import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifySignature } from '#lib/domain/audit/checkpoint.ts';

/**
 * Checks signatures with the keys of a folder, without making any: private keys as the portal keeps them
 * (`sign-1.pem`), or public ones given to an inspector. A key that is not there gives no answer.
 */
export const verifierFrom = (keysDir: string): VerifySignature => {
	const keys = new Map<string, KeyObject | undefined>();
	const keyOf = (keyId: string): KeyObject | undefined => {
		if (!/^\d{1,6}$/.test(keyId)) return undefined;
		const file = path.join(keysDir, `sign-${keyId}.pem`);
		if (!keys.has(keyId))
			keys.set(keyId, existsSync(file) ? createPublicKey(readFileSync(file)) : undefined);
		return keys.get(keyId);
	};
	return (text, keyId, signature) => {
		const key = keyOf(keyId);
		return key && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
	};
};
