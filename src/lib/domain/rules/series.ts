/** The catalogue of series: the 27 national ones and the local ones that the bureau runs. */
import { cite } from './citation.ts';
import { ladder, review, type TitleSeries } from './series-entry.ts';
import { series01To07 } from './series-national-01-07.ts';
import { series08To19 } from './series-national-08-19.ts';
import { series20To27 } from './series-national-20-27.ts';

/**
 * 群众文化 is not one of the 27. The bureau runs it as a series; under which national one it is reported
 * is open, so `reportsUnder` stays null until the bureau says.
 */
const massCulture: TitleSeries = {
	code: 'L1',
	codeConfidence: 'U',
	slug: 'mass-culture',
	zh: '群众文化',
	en: 'Mass culture',
	confidence: 'S',
	kind: 'local',
	reportsUnder: null,
	assessment: review,
	examSpecialties: [],
	ladders: [
		ladder(
			'main',
			'群众文化',
			'Mass-culture workers',
			'S',
			'研究馆员 副研究馆员 馆员 助理馆员 管理员'
		)
	],
	citation: cite('series-mass-culture', 'CITY_SPEECH_2024', 'U')
};

export const titleSeries: readonly TitleSeries[] = [
	...series01To07,
	...series08To19,
	...series20To27,
	massCulture
];
