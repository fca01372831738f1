-- The trail becomes a table of months. What is there is copied, and gets its leaf and its place in the queue.
ALTER TABLE "AuditEvent" RENAME TO "AuditEvent_before";
ALTER TABLE "AuditEvent_before" RENAME CONSTRAINT "AuditEvent_pkey" TO "AuditEvent_before_pkey";
DROP INDEX "AuditEvent_action_seq_idx", "AuditEvent_actorId_seq_idx", "AuditEvent_caseId_seq_idx", "AuditEvent_id_key";
ALTER SEQUENCE "AuditEvent_seq_seq" OWNED BY NONE;

CREATE TABLE "AuditEvent" (
    "seq" BIGINT NOT NULL DEFAULT nextval('"AuditEvent_seq_seq"'),
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "role" "Role",
    "sessionId" UUID,
    "requestId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" "AuditOutcome" NOT NULL,
    "caseId" UUID,
    "itemId" UUID,
    "targets" JSONB NOT NULL,
    "reason" TEXT,
    "details" JSONB NOT NULL,
    "leaf" BYTEA NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("at", "seq")
) PARTITION BY RANGE ("at");
ALTER SEQUENCE "AuditEvent_seq_seq" OWNED BY "AuditEvent"."seq";

CREATE INDEX "AuditEvent_id_idx" ON "AuditEvent"("id");
CREATE INDEX "AuditEvent_seq_idx" ON "AuditEvent"("seq");
CREATE INDEX "AuditEvent_caseId_at_seq_idx" ON "AuditEvent"("caseId", "at", "seq");
CREATE INDEX "AuditEvent_actorId_at_seq_idx" ON "AuditEvent"("actorId", "at", "seq");
CREATE INDEX "AuditEvent_action_at_seq_idx" ON "AuditEvent"("action", "at", "seq");
CREATE INDEX "AuditEvent_requestId_idx" ON "AuditEvent"("requestId");
CREATE INDEX "AuditEvent_targets_idx" ON "AuditEvent" USING GIN ("targets" jsonb_path_ops);
CREATE INDEX "AuditEvent_not_done" ON "AuditEvent"("outcome", "at", "seq") WHERE "outcome" <> 'done';
CREATE INDEX "AuditEvent_in_session" ON "AuditEvent"("sessionId") WHERE "sessionId" IS NOT NULL;
CREATE INDEX "AuditEvent_of_item" ON "AuditEvent"("itemId") WHERE "itemId" IS NOT NULL;
-- Over all rows, though most have no reason: what is known of a partial index says nothing to the planner about how
-- common a word is, and it would gather a million entries to show the newest fifty.
CREATE INDEX "AuditEvent_reason_words" ON "AuditEvent" USING GIN (to_tsvector('simple', "reason"));

CREATE TRIGGER audit_events_stay BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION audit_events_stay();
CREATE TRIGGER audit_events_stay_whole BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay();

-- Makes the partition of a month, unless it is there. Rows inherit the triggers of the whole; TRUNCATE does not.
CREATE FUNCTION audit_partition(month timestamptz) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first timestamptz := date_trunc('month', month);
  name text := 'AuditEvent_' || to_char(first, 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(name)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF "AuditEvent" FOR VALUES FROM (%L) TO (%L)', name, first, first + interval '1 month');
    EXECUTE format('CREATE TRIGGER audit_events_stay_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay()', name);
  END IF;
  RETURN name;
END $$;

-- The application makes the coming months, and no others, under the owner's name.
CREATE FUNCTION audit_coming_partitions() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT audit_partition(clock_timestamp() + n * interval '1 month') FROM generate_series(0, 3) AS n
$$;
REVOKE EXECUTE ON FUNCTION audit_partition(timestamptz), audit_coming_partitions() FROM PUBLIC;

-- No event is ever turned away for want of a month: this one takes what no other does.
CREATE TABLE "AuditEvent_rest" PARTITION OF "AuditEvent" DEFAULT;
CREATE TRIGGER audit_events_stay_whole BEFORE TRUNCATE ON "AuditEvent_rest" FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay();

SELECT audit_partition(month) FROM (SELECT DISTINCT date_trunc('month', "at", 'UTC') AS month FROM "AuditEvent_before") AS months;
SELECT audit_coming_partitions();

-- CreateTable
CREATE TABLE "AuditQueue" (
    "seq" BIGINT NOT NULL,
    "eventId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "leafHash" BYTEA NOT NULL,

    CONSTRAINT "AuditQueue_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditLeaf" (
    "index" BIGINT NOT NULL,
    "eventId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditLeaf_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "AuditTile" (
    "level" INTEGER NOT NULL,
    "n" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "AuditTile_pkey" PRIMARY KEY ("level","n")
);

-- CreateTable
CREATE TABLE "AuditTree" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "size" BIGINT NOT NULL,
    "edge" BYTEA[],
    "verifierKey" TEXT,

    CONSTRAINT "AuditTree_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditWitness" (
    "key" TEXT NOT NULL,
    "note" TEXT,
    "size" BIGINT NOT NULL DEFAULT 0,
    "seenAt" TIMESTAMPTZ(3),
    "alarm" TEXT,
    "alarmAt" TIMESTAMPTZ(3),

    CONSTRAINT "AuditWitness_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuditCheckpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditCheckpoint_pkey" PRIMARY KEY ("size")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditLeaf_eventId_key" ON "AuditLeaf"("eventId");

INSERT INTO "AuditTree" ("size", "edge") VALUES (0, '{}');

INSERT INTO "AuditEvent" ("seq", "id", "at", "actorKind", "actorId", "actorName", "role", "sessionId", "requestId", "action", "outcome", "caseId", "itemId", "targets", "reason", "details", "leaf")
SELECT "seq", "id", "at", "actorKind", "actorId", "actorName", "role", "sessionId", "requestId", "action", "outcome", "caseId", "itemId", "targets", "reason", "details", convert_to(json_build_object(
  'v', 1, 'at', to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'id', "id",
  'actor', json_build_object('kind', "actorKind", 'id', "actorId", 'name', "actorName"), 'role', "role", 'session', "sessionId", 'request', "requestId",
  'action', "action", 'outcome', "outcome", 'case', "caseId", 'item', "itemId", 'targets', "targets", 'reason', "reason", 'details', "details"
)::text, 'UTF8') FROM "AuditEvent_before" ORDER BY "seq";
INSERT INTO "AuditQueue" ("seq", "eventId", "at", "leafHash") SELECT "seq", "id", "at", sha256('\x00'::bytea || "leaf") FROM "AuditEvent";
DROP TABLE "AuditEvent_before";

GRANT EXECUTE ON FUNCTION audit_coming_partitions() TO watchkeeper_app;
GRANT USAGE ON SEQUENCE "AuditEvent_seq_seq" TO watchkeeper_app;
GRANT SELECT, INSERT ON "AuditEvent", "AuditLeaf", "AuditTile", "AuditCheckpoint" TO watchkeeper_app;
GRANT SELECT, INSERT, DELETE ON "AuditQueue" TO watchkeeper_app;
GRANT SELECT, INSERT, UPDATE ON "AuditWitness" TO watchkeeper_app;
GRANT SELECT, UPDATE ON "AuditTree" TO watchkeeper_app;

-- What the log has said it has said: leaves, tiles and checkpoints stay as events do.
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON "AuditLeaf" FOR EACH ROW EXECUTE FUNCTION audit_events_stay();
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON "AuditTile" FOR EACH ROW EXECUTE FUNCTION audit_events_stay();
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE ON "AuditCheckpoint" FOR EACH ROW EXECUTE FUNCTION audit_events_stay();
