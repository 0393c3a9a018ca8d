import adapter from '@sveltejs/adapter-node';

/** The bare framework: a page of fifty rows and nothing else, to measure ours against. */
export default { kit: { adapter: adapter() } };
