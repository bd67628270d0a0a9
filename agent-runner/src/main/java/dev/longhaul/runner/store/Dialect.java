package dev.longhaul.runner.store;

/**
 * Where the SQL of two databases differs.
 *
 * @param name the folder of its scripts
 * @param rowLock behind a select: nobody else changes the row until this transaction ends
 * @param findFormat gives a row if the table {@code agent_format} is there
 * @param lockFormat nobody else brings the tables up to date until this transaction ends
 */
record Dialect(String name, String rowLock, String findFormat, String lockFormat) {

    /** A transaction that may write locks the whole database from its start. */
    static final Dialect SQLITE = new Dialect(
            "sqlite", "", "select 1 from sqlite_master where type = 'table' and name = 'agent_format'", "select 1");

    static final Dialect POSTGRESQL = new Dialect(
            "postgresql",
            " for update",
            "select 1 where to_regclass('agent_format') is not null",
            "select pg_advisory_xact_lock(hashtext('longhaul agent_format'))");
}
