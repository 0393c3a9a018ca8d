import { describe, expect, test } from 'vitest';
import AddAnother from '#lib/ui/form/AddAnother.svelte';
import AutosaveIndicator from '#lib/ui/form/AutosaveIndicator.svelte';
import Button from '#lib/ui/form/Button.svelte';
import Checkbox from '#lib/ui/form/Checkbox.svelte';
import ConfirmPage from '#lib/ui/form/ConfirmPage.svelte';
import DateParts from '#lib/ui/form/DateParts.svelte';
import ErrorSummary from '#lib/ui/form/ErrorSummary.svelte';
import FileSlot from '#lib/ui/form/FileSlot.svelte';
import Radios from '#lib/ui/form/Radios.svelte';
import Select from '#lib/ui/form/Select.svelte';
import TextInput from '#lib/ui/form/TextInput.svelte';
import { fieldId } from '#lib/ui/form/field.ts';
import Title from '#lib/ui/Title.svelte';
import { head, markup, tag } from './render.ts';

describe('ids of fields', () => {
	test('survive brackets, dots and Chinese', () => {
		expect(fieldId('name')).toBe('f-name');
		expect(fieldId('people[0].name')).toBe('f-people-0-name');
		expect(fieldId('单位.name')).toBe('f-单位-name');
	});
});

describe('a text field', () => {
	const text = markup(TextInput, {
		name: 'idNumber',
		label: '身份证号',
		hint: '末位是 X 的，大小写都可以',
		error: '少 1 位，应为 18 位',
		value: '5423',
		autocomplete: 'off',
		inputmode: 'numeric'
	});
	const input = tag(text, 'input');

	test('is labelled, described by hint and error, and marked invalid', () => {
		expect(tag(text, 'label')).toContain('for="f-idNumber"');
		expect(input).toContain('id="f-idNumber"');
		expect(input).toContain('aria-describedby="f-idNumber-hint f-idNumber-error"');
		expect(input).toContain('aria-invalid="true"');
	});

	test('stands in the order label, hint, error, control', () => {
		const order = ['身份证号', '末位是', '少 1 位', '<input'].map((part) => text.indexOf(part));
		expect(order).toEqual(order.toSorted((a, b) => a - b));
		expect(order).not.toContain(-1);
	});

	test('keeps what was typed and passes attributes on', () => {
		expect(input).toContain('value="5423"');
		expect(input).toContain('inputmode="numeric"');
		expect(input).toContain('autocomplete="off"');
	});

	test('says optional in words and never uses a placeholder for its label', () => {
		const optional = markup(TextInput, { name: 'paper', label: '论文', optional: true });
		expect(optional).toContain('（选填）');
		expect(optional).not.toContain('placeholder');
		expect(tag(optional, 'input')).not.toContain('aria-invalid');
	});
});

test('a select keeps its choice', () => {
	const text = markup(Select, {
		name: 'county',
		label: '区县',
		empty: '请选择',
		value: '540222',
		options: [
			{ value: '540221', label: '南木林县' },
			{ value: '540222', label: '江孜县' }
		]
	});
	expect(tag(text, 'option', '540222')).toContain('selected');
	expect(tag(text, 'option', '540221')).not.toContain('selected');
});

test('radios are a group whose first ring the error summary finds', () => {
	const text = markup(Radios, {
		name: 'way',
		label: '申报方式',
		value: 'exceptional',
		error: '选一种',
		options: [
			{ value: 'normal', label: '正常' },
			{ value: 'exceptional', label: '破格', hint: '由 2 名专家推荐' }
		]
	});
	expect(text).toContain('<legend');
	expect(tag(text, 'fieldset')).toContain('aria-describedby="f-way-error"');
	expect(tag(text, 'input', 'value="normal"')).toContain('id="f-way"');
	expect(tag(text, 'input', 'value="exceptional"')).toContain('checked');
	expect(tag(text, 'input', 'value="exceptional"')).toContain('aria-describedby="f-way-2-note"');
});

test('a pledge posts on, and its error is tied to it', () => {
	const text = markup(Checkbox, { name: 'pledge', label: '内容真实', error: '勾上才能提交' });
	expect(tag(text, 'input')).toContain('value="on"');
	expect(tag(text, 'input')).toContain('aria-describedby="f-pledge-error"');
	expect(tag(text, 'label')).toContain('for="f-pledge"');
});

test('a date out of the past is boxes with names of their own', () => {
	const text = markup(DateParts, {
		name: 'graduated',
		label: '毕业时间',
		year: '2019',
		month: '6',
		withDay: true
	});
	for (const part of ['graduated_year', 'graduated_month', 'graduated_day'])
		expect(tag(text, 'input', `name="${part}"`)).toContain('inputmode="numeric"');
	expect(tag(text, 'input', 'graduated_year')).toContain('id="f-graduated"');
	expect(tag(text, 'input', 'graduated_year')).toContain('aria-labelledby="f-graduated-y"');
});

describe('the error summary', () => {
	const errors = [
		{ name: 'idNumber', text: '身份证号少 1 位' },
		{ name: '', text: '这一页在别处改过了' }
	];

	test('takes the focus, also without script, and links to the fields', () => {
		const text = markup(ErrorSummary, { errors });
		const box = tag(text, 'div');
		expect(box).toContain('autofocus');
		expect(box).toContain('tabindex="-1"');
		expect(box).toContain('role="alert"');
		expect(text).toContain('有 2 处要改');
		expect(text).toContain('href="#f-idNumber"');
		expect(text).not.toContain('href="#f-"');
	});

	test('is not there without errors', () => {
		expect(markup(ErrorSummary, { errors: [] })).not.toContain('<div');
	});

	test('the document title begins with the error', () => {
		expect(head(Title, { title: '基本信息', errors: 2 })).toContain('<title>错误：基本信息 – ');
		expect(head(Title, { title: '基本信息' })).toContain('<title>基本信息 – ');
	});
});

describe('a button', () => {
	test('submits under its name', () => {
		const button = tag(
			markup(Button, { label: '提交申报', name: 'act', value: 'submit' }),
			'button'
		);
		expect(button).toContain('type="submit"');
		expect(button).toContain('name="act"');
		expect(button).not.toContain('disabled');
	});

	test('that may not be pressed says why beside it, and posts nothing', () => {
		const text = markup(Button, { label: '关闭投票', disabledReason: '差 1 票，暂不能关闭' });
		const button = tag(text, 'button');
		expect(button).toContain('aria-disabled="true"');
		expect(button).toContain('type="button"');
		const id = /aria-describedby="([^"]+)"/.exec(button)?.[1] ?? '';
		expect(text).toContain(`id="${id}"`);
		expect(text).toContain('差 1 票');
	});

	test('with an address is a link', () => {
		const text = markup(Button, { label: '去修改', href: '/me' });
		expect(tag(text, 'a')).toContain('href="/me"');
		expect(text).not.toContain('<button');
	});
});

describe('an upload slot', () => {
	test('is a plain file field, named after its material and its state', () => {
		const text = markup(FileSlot, {
			name: 'certificate',
			label: '职称证书',
			state: 'empty',
			limits: '20 MB 以内',
			action: '?/upload'
		});
		const input = tag(text, 'input', 'type="file"');
		expect(tag(text, 'form')).toContain('enctype="multipart/form-data"');
		expect(input).toContain('aria-labelledby="f-certificate-act f-certificate-label"');
		expect(input).toContain('aria-describedby="f-certificate-state"');
		expect(text).toContain('<button');
	});

	test('says how far it is, and what is wrong', () => {
		const going = markup(FileSlot, {
			name: 'a',
			label: '鉴定书',
			state: 'uploading',
			percent: 48,
			sent: '3.1',
			total: '6.4 MB'
		});
		expect(tag(going, 'svg', 'progressbar')).toContain('aria-valuenow="48"');
		const bad = markup(FileSlot, {
			name: 'a',
			label: '业绩证明',
			state: 'problem',
			problem: '第 3 页看不清'
		});
		expect(tag(bad, 'input')).toContain('aria-invalid="true"');
		expect(bad).toContain('第 3 页看不清');
	});
});

test('the autosave line is announced and says what to do about a failure', () => {
	const saved = markup(AutosaveIndicator, { state: { kind: 'saved', at: '12:58:06' } });
	expect(tag(saved, 'p')).toContain('aria-live="polite"');
	expect(saved).toContain('已保存 12:58:06');
	const failed = markup(AutosaveIndicator, { state: { kind: 'failed', cause: 'offline' } });
	expect(failed).toContain('没有保存。网络断了');
	expect(markup(AutosaveIndicator, { state: { kind: 'idle' }, initial: '9:00:01' })).toContain(
		'已保存 9:00:01'
	);
});

test('a confirmation posts, and names what stays', () => {
	const text = markup(ConfirmPage, {
		confirm: '撤回申报',
		keep: { href: '/me', label: '不撤回' },
		consequence: '撤回后可以改了再交。'
	});
	expect(tag(text, 'form')).toContain('method="post"');
	expect(text).toContain('不撤回');
});

test('entries of a repeated section say what each link changes', () => {
	const text = markup(AddAnother, {
		entries: [{ id: '1', title: '灌区改造', editHref: '/e', removeHref: '/r' }],
		full: '最多 8 项'
	});
	expect(text).toContain('修改<span class="sr">：灌区改造</span>');
	expect(text).toContain('最多 8 项');
});
