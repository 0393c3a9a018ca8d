/** drizzle-kit looks for tables among a module's exports: here are all of them, whatever they are called. */
module.exports = require('../src/lib/server/store/postgres-schema.ts').postgresTables;
