/** Words and whole passwords that are guessed first. Short ones need no place here: twelve is the least. */

/** Taken out of a password before what is left is counted. Lower case. */
export const weakWords: readonly string[] = [
	...['password', 'passw', 'passwort', 'mima', 'kouling', 'admin', 'administrator', 'root'],
	...['user', 'guest', 'test', 'demo', 'welcome', 'login', 'letmein', 'secret', 'master'],
	...['qwerty', 'iloveyou', 'woaini', 'woaiwojia', 'wodemima', 'monkey', 'dragon', 'sunshine'],
	...['princess', 'football', 'baseball', 'superman', 'batman', 'trustno', 'hello', 'changeme'],
	...['default', 'temp', 'abc', 'aini', 'baobao', 'laopo', 'laogong', 'nihao', 'xiaoming'],
	...['portal', 'zhicheng', 'rensheju', 'renshe', 'rsj', 'rencai', 'zhuanji', 'jixujiaoyu'],
	...['shigatse', 'xigaze', 'rikaze', 'xizang', 'tibet', 'lhasa', 'lasa', 'zhongguo', 'china'],
	...['tashi', 'zhaxi', 'ciren', 'tsering', 'zhuoma', 'dolma', 'zhufeng', 'qomolangma'],
	...[
		'日喀则',
		'西藏',
		'职称',
		'人社局',
		'人社',
		'密码',
		'口令',
		'管理员',
		'专技',
		'中国',
		'我爱你'
	],
	...['桑珠孜', '南木林', '江孜', '定日', '萨迦', '拉孜', '昂仁', '谢通门', '白朗', '仁布', '康马'],
	...['定结', '仲巴', '亚东', '吉隆', '聂拉木', '萨嘎', '岗巴', '扎西', '次仁', '卓玛']
];

/** Whole passwords seen in every leak that are long enough to pass the length rule. */
export const commonPasswords: ReadonlySet<string> = new Set([
	'correcthorsebatterystaple',
	'thequickbrownfox',
	'tobeornottobe',
	'maytheforcebewithyou',
	'thisismypassword',
	'mypasswordissecret',
	'youshallnotpass',
	'ilovemyfamily',
	'woaiwodezuguo',
	'chuangqianmingyueguang',
	'床前明月光疑是地上霜',
	'举头望明月低头思故乡',
	'为人民服务为人民服务',
	'好好学习天天向上好好学习',
	'扎西德勒扎西德勒扎西德勒'
]);
