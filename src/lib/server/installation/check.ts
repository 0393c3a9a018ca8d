/**
 * `portal check`: is this installation sound? Each finding is a sentence for the operator, and a problem
 * carries its remedy. Chinese here, as in the settings: it is read in a terminal before anything is built.
 */
import type { Settings } from '../settings.ts';
import { checkData } from './check-data.ts';
import { checkMachine } from './check-machine.ts';
import type { Finding } from './finding.ts';

/**
 * Looks at machine, database and data; what cannot be opened is one finding and ends the looking. Without its
 * keys nothing is opened: opening would make new ones, and hide that the old ones are gone.
 */
export const checkInstallation = async (
	settings: Settings,
	now: number
): Promise<readonly Finding[]> => {
	const machine = await checkMachine(settings, now);
	const blind = machine.some(({ check, ok }) => !ok && ['keys', 'data_dir'].includes(check));
	return blind ? machine : [...machine, ...(await checkData(settings))];
};
