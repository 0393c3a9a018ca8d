import adapter from '@sveltejs/adapter-node';

/** The bare framework: a page of the office list’s fifty rows and nothing else, to measure ours against. */
export default { kit: { adapter: adapter() } };
