-- CreateTable
CREATE TABLE "AuditSignOff" (
    "week" DATE NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "entries" INTEGER NOT NULL,
    "ownActs" INTEGER NOT NULL,
    "logSize" BIGINT NOT NULL,

    CONSTRAINT "AuditSignOff_pkey" PRIMARY KEY ("week")
);

-- A signature stands as the entries under it do.
CREATE TRIGGER audit_sign_offs_stay BEFORE UPDATE OR DELETE ON "AuditSignOff" FOR EACH ROW EXECUTE FUNCTION audit_events_stay();
GRANT SELECT, INSERT ON "AuditSignOff" TO watchkeeper_app;
