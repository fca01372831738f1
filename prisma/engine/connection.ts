import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { Pool, QueryArrayResult } from 'pg';
import { v7 as uuid } from 'uuid';

/** PostgreSQL's internal one-byte type "char", which the catalogue uses for its codes (for example pg_constraint). */
const CHAR_OID = 18;
/** The blank-padded character type, which the adapter does know. */
const BPCHAR_OID = 1042;

type PgConnection = SqlDriverAdapter & {
  performIO(query: SqlQuery): Promise<QueryArrayResult>;
  underlyingDriver(): Pool;
};

/**
 * `@prisma/adapter-pg` is written for the client, which never reads the catalogue; the schema engine does. It refuses
 * "char" columns, so they travel as BPCHAR and are given their true type afterwards.
 */
async function queryWithChar(connection: PgConnection, query: SqlQuery): Promise<SqlResultSet> {
  const charColumns: number[] = [];
  const performIO = async (inner: SqlQuery): Promise<QueryArrayResult> => {
    const result = await connection.performIO(inner);
    const fields = result.fields.map((field, index) => {
      if (field.dataTypeID !== CHAR_OID) return field;
      charColumns.push(index);
      return { ...field, dataTypeID: BPCHAR_OID };
    });
    return { ...result, fields };
  };
  const proto = Object.getPrototypeOf(connection) as PgConnection;
  const answer = await proto.queryRaw.call(Object.create(connection, { performIO: { value: performIO } }), query);
  for (const index of charColumns) answer.columnTypes[index] = ColumnTypeEnum.Character;
  return answer;
}

/**
 * The adapter cuts a script at every semicolon, which breaks the bodies of functions and DO blocks. PostgreSQL's simple
 * protocol takes the whole script, as one transaction unless the script says otherwise: what the native engine does.
 */
async function runScript(connection: PgConnection, script: string): Promise<void> {
  try {
    await connection.underlyingDriver().query(script);
  } catch (error) {
    // Asking the adapter to translate keeps the engine's own error codes and its messages.
    (connection as unknown as { onError(error: unknown): never }).onError(error);
  }
}

async function connect(url: string): Promise<PgConnection> {
  const connection = (await new PrismaPg({ connectionString: url }).connect()) as unknown as PgConnection;
  return Object.assign(connection, {
    queryRaw: (query: SqlQuery) => queryWithChar(connection, query),
    executeScript: (script: string) => runScript(connection, script),
  });
}

/** A scratch database beside the real one, dropped once its own connections are closed. */
async function connectToShadow(url: string): Promise<PgConnection> {
  const database = `prisma_shadow_${uuid()}`;
  const admin = await connect(url);
  await admin.executeScript(`CREATE DATABASE "${database}"`);
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${database}`;
  const shadow = await connect(shadowUrl.href);
  const close = shadow.dispose.bind(shadow);
  return Object.assign(shadow, {
    async dispose() {
      await close();
      await admin.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
      await admin.dispose();
    },
  });
}

export interface ConnectionFactory extends SqlMigrationAwareDriverAdapterFactory {
  /** Closes what the engine has opened; the engine itself never does, and an idle pool keeps its process alive. */
  close(): Promise<void>;
}

/** How the schema engine reaches the database at `url`, and a shadow database when it asks for one. */
export function connectionFactory(url: string): ConnectionFactory {
  const opened: PgConnection[] = [];
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async connect() {
      const connection = await connect(url);
      opened.push(connection);
      return connection;
    },
    connectToShadowDb: () => connectToShadow(url),
    async close() {
      await Promise.all(opened.map((connection) => connection.dispose()));
    },
  };
}
