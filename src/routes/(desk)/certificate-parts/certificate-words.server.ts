/** The words of a certificate: a Chinese official document whatever language the reader has chosen. */
import { splitDate } from '#lib/domain/titles/field-values.ts';
import type { Day } from '#lib/domain/day.ts';
import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import type { CertificateView } from '#lib/server/usecases/results/get-certificate.ts';
import { qrPath } from '#lib/ui/qr.ts';

const dayIn = (day: Day): string => {
	const [year, month, date] = splitDate(day);
	return `${year} 年 ${Number(month)} 月 ${Number(date)} 日`;
};

const sexes: Readonly<Record<string, string>> = { male: '男', female: '女' };

/** 540200-2026-05-3-00128-6 where the number has the usual shape, else as it is. */
export const groupedNumber = (number: string): string =>
	/^\d{19}$/.test(number)
		? [6, 10, 12, 13, 18, 19]
				.map((end, index, ends) => number.slice(ends[index - 1] ?? 0, end))
				.join('-')
		: number;

/** Everything that the certificate's page prints; `origin` is where its QR code leads. */
export const certificateWords = (certificate: CertificateView, origin: string, demo: boolean) => ({
	number: groupedNumber(certificate.number),
	name: certificate.holderName,
	before: [
		certificate.sex ? `，${sexes[certificate.sex] ?? ''}` : '',
		certificate.idLast4 ? `，证件号码 **************${certificate.idLast4}` : '',
		`，经${certificate.committeeName}`,
		certificate.reviewedOn ? ` ${dayIn(certificate.reviewedOn)}` : '',
		'评审，公示无异议，确认具备'
	].join(''),
	title: certificate.titleName,
	after: '职称，特发此证。',
	facts: [
		{ label: '系列', value: shortSeriesName(certificate.series) },
		{
			label: '专业',
			value: certificate.specialty
				? (specialtyOf(certificate.specialty)?.zh ?? certificate.specialty)
				: '—'
		},
		{ label: '级别', value: levelFacts[certificate.level as Level].zh },
		{ label: '取得日期', value: dayIn(certificate.titleOn) },
		{ label: '批准文号', value: certificate.approvalNumber },
		{ label: '使用范围', value: '不受地域限制' }
	],
	issuer: certificate.issuerName,
	issued: dayIn(certificate.issuedOn),
	qr: qrPath(`${origin}/verify?number=${certificate.number}`),
	sample: demo,
	...(certificate.state === 'revoked' && { void: '已撤销' })
});
