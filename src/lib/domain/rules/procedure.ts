/** The rules of procedure that moves and screens point at. */
import { cite, type Citation } from './citation.ts';

export const procedure = {
	committeeOneSeries: cite('committee-one-series', 'ORDER_40', 'K', { article: 6 }),
	committeeValidity: cite('committee-validity', 'ORDER_40', 'S', {
		clause: '核准备案有效期不超过3年'
	}),
	committeeSize: cite('committee-size', 'ORDER_40', 'K', { article: 9 }),
	committeeNotRecognised: cite('committee-not-recognised', 'ORDER_40', 'K', { article: 38 }),
	reviewDelegation: cite('review-delegation', 'ORDER_40', 'K', { article: 8 }),
	entrustedReview: cite('entrusted-review', 'ORDER_40', 'K', { article: 28 }),
	expertConditions: cite('expert-conditions', 'ORDER_40', 'K', { article: 10 }),
	randomDraw: cite('random-draw', 'ORDER_40', 'K', { article: 11 }),
	sanctionedMayNotApply: cite('sanctioned-may-not-apply', 'ORDER_40', 'K', { article: 13 }),
	retiredMayNotApply: cite('retired-may-not-apply', 'ORDER_40', 'S', {
		clause: '退休人员不得申报'
	}),
	exceptionalApplication: cite('exceptional-application', 'ORDER_40', 'K', { article: 14 }),
	employerNotice: cite('employer-notice', 'ORDER_40', 'K', { article: 16 }),
	agencyForFreelancers: cite('agency-for-freelancers', 'ORDER_40', 'K', { article: 17 }),
	correctionOnce: cite('correction-once', 'ORDER_40', 'K', { article: 18 }),
	deemedAbandoned: cite('deemed-abandoned', 'ORDER_40', 'K', { article: 18 }),
	presiderIsChair: cite('presider-is-chair', 'ORDER_40', 'K', { article: 19 }),
	quorum: cite('quorum', 'ORDER_40', 'K', { article: 19 }),
	ballotPass: cite('ballot-pass', 'ORDER_40', 'K', { article: 20 }),
	noProxyNoLaterVote: cite('no-proxy', 'ORDER_40', 'K', { article: 20 }),
	panelOpinion: cite('panel-opinion', 'ORDER_40', 'K', { article: 21 }),
	resultAnnounced: cite('result-announced', 'ORDER_40', 'K', { article: 22 }),
	minutesArchived: cite('minutes-archived', 'ORDER_40', 'K', { article: 23 }),
	closedMeeting: cite('closed-meeting', 'ORDER_40', 'K', { article: 24 }),
	recusal: cite('recusal', 'ORDER_40', 'K', { article: 25 }),
	resultNotice: cite('result-notice', 'ORDER_40', 'K', { article: 26 }),
	confirmation: cite('confirmation', 'ORDER_40', 'K', { article: 26 }),
	recheck: cite('recheck', 'ORDER_40', 'K', { article: 27 }),
	titleFromElsewhere: cite('title-from-elsewhere', 'ORDER_40', 'K', { article: 29 }),
	fraudRevoked: cite('fraud-revoked', 'ORDER_40', 'S', { clause: '撤销职称，记入诚信档案库3年' }),
	employerLiability: cite('employer-liability', 'ORDER_40', 'K', { article: 40 }),
	expertLiability: cite('expert-liability', 'ORDER_40', 'K', { article: 42 }),
	supervision: cite('supervision', 'SUPERVISION_56', 'S'),
	proofsNotAskedTwice: cite('proofs-not-asked-twice', 'ORDER_40', 'S', {
		clause: '能够通过信息共享、证照查验、告知承诺取得的材料，不得要求提供'
	}),
	firstDayNotCounted: cite('first-day-not-counted', 'CIVIL_CODE', 'K', { article: 201 }),
	regionalHolidays: cite('regional-holidays', 'HOLIDAYS', 'S', { article: 4 }),
	hoursDuty: cite('hours-duty', 'ORDER_25', 'S', { article: 7 }),
	countedLearning: cite('counted-learning', 'ORDER_25', 'S', { article: 8 }),
	identityNumber: cite('identity-number', 'GB_11643', 'K')
} as const satisfies Readonly<Record<string, Citation>>;
