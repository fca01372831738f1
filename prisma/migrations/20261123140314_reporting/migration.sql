-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('api', 'portal', 'webhook', 'email');

-- CreateEnum
CREATE TYPE "ReportFileKind" AS ENUM ('media', 'conversation');

-- CreateEnum
CREATE TYPE "NoticeState" AS ENUM ('waiting', 'delivered', 'stuck');

-- AlterEnum
ALTER TYPE "ReportState" ADD VALUE 'draft';
ALTER TYPE "ReportState" ADD VALUE 'awaiting_approval';
ALTER TYPE "ReportState" ADD VALUE 'delivering';
ALTER TYPE "ReportState" ADD VALUE 'awaiting_reference';

-- DropForeignKey
ALTER TABLE "ReportFile" DROP CONSTRAINT "ReportFile_mediaId_fkey";

-- DropIndex
DROP INDEX "Report_decisionId_key";

-- AlterTable
ALTER TABLE "HotlineCall" ADD COLUMN     "headers" JSONB,
ADD COLUMN     "sealedRequest" BYTEA,
ADD COLUMN     "sealedResponse" BYTEA;

-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "approvalReason" TEXT,
ADD COLUMN     "channel" "Channel" NOT NULL DEFAULT 'api',
ADD COLUMN     "knownAt" TIMESTAMPTZ(3),
ADD COLUMN     "omitted" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "openedAt" TIMESTAMPTZ(3),
ADD COLUMN     "problemFields" JSONB,
ADD COLUMN     "remindAt" TIMESTAMPTZ(3),
ADD COLUMN     "routeReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "supplementOfId" UUID,
ADD COLUMN     "urgency" INTEGER NOT NULL DEFAULT 0;

-- What is there already has one decision, and was known when that was made.
UPDATE "Report" r SET "knownAt" = d."decidedAt", "urgency" = i."urgency" FROM "Decision" d, "Item" i WHERE d."id" = r."decisionId" AND i."id" = r."itemId";
ALTER TABLE "Report" ALTER COLUMN "knownAt" SET NOT NULL;

-- AlterTable
ALTER TABLE "ReportFile" ADD COLUMN     "itemId" UUID,
ADD COLUMN     "kind" "ReportFileKind" NOT NULL DEFAULT 'media',
ALTER COLUMN "mediaId" DROP NOT NULL;
UPDATE "ReportFile" f SET "itemId" = r."itemId" FROM "Report" r WHERE r."id" = f."reportId";
ALTER TABLE "ReportFile" ALTER COLUMN "itemId" SET NOT NULL;

-- CreateTable
CREATE TABLE "ReportItem" (
    "reportId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ReportItem_pkey" PRIMARY KEY ("reportId","itemId")
);
INSERT INTO "ReportItem" ("reportId", "itemId", "decisionId", "position") SELECT "id", "itemId", "decisionId", 0 FROM "Report";

-- CreateTable
CREATE TABLE "ReportVerdict" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "isApproved" BOOLEAN NOT NULL,
    "sealedReason" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportVerdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttachmentGrant" (
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AttachmentGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HotlineSetting" (
    "hotline" TEXT NOT NULL,
    "isTest" BOOLEAN NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "address" TEXT,
    "sealedCredentials" BYTEA,
    "wrappedKey" BYTEA,
    "kekId" TEXT,
    "parallel" INTEGER NOT NULL DEFAULT 8,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID,
    "switchedAt" TIMESTAMPTZ(3),
    "switchedById" UUID,

    CONSTRAINT "HotlineSetting_pkey" PRIMARY KEY ("hotline","isTest")
);

-- CreateTable
CREATE TABLE "HotlineHealth" (
    "hotline" TEXT NOT NULL,
    "isTest" BOOLEAN NOT NULL,
    "failingSince" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "probeAt" TIMESTAMPTZ(3),
    "isBarred" BOOLEAN NOT NULL DEFAULT false,
    "turnOfId" UUID,
    "lastGoodAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "checkOutcome" TEXT,
    "checkWords" TEXT,
    "drift" JSONB,
    "driftAt" TIMESTAMPTZ(3),

    CONSTRAINT "HotlineHealth_pkey" PRIMARY KEY ("hotline","isTest")
);

-- CreateTable
CREATE TABLE "ApprovalRule" (
    "hotline" TEXT NOT NULL,
    "harm" TEXT NOT NULL,
    "forKnown" BOOLEAN NOT NULL,
    "forNovel" BOOLEAN NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID,

    CONSTRAINT "ApprovalRule_pkey" PRIMARY KEY ("hotline","harm")
);

-- CreateTable
CREATE TABLE "PlatformWebhook" (
    "platform" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "sealedSecret" BYTEA NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "kekId" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID NOT NULL,

    CONSTRAINT "PlatformWebhook_pkey" PRIMARY KEY ("platform")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "state" "NoticeState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "httpStatus" INTEGER,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reconciliation" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "isTest" BOOLEAN NOT NULL,
    "decisions" INTEGER NOT NULL,
    "filed" INTEGER NOT NULL,
    "onItsWay" INTEGER NOT NULL,
    "stuck" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReportItem_itemId_idx" ON "ReportItem"("itemId");

-- CreateIndex
CREATE INDEX "ReportItem_decisionId_idx" ON "ReportItem"("decisionId");

-- CreateIndex
CREATE INDEX "ReportVerdict_reportId_idx" ON "ReportVerdict"("reportId");

-- CreateIndex
CREATE INDEX "AttachmentGrant_fileId_idx" ON "AttachmentGrant"("fileId");

-- CreateIndex
CREATE INDEX "Notice_state_nextAt_idx" ON "Notice"("state", "nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_reportId_platform_key" ON "Notice"("reportId", "platform");

-- CreateIndex
CREATE INDEX "Reconciliation_at_idx" ON "Reconciliation"("at");

-- CreateIndex
CREATE INDEX "Report_decisionId_idx" ON "Report"("decisionId");

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_supplementOfId_fkey" FOREIGN KEY ("supplementOfId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportItem" ADD CONSTRAINT "ReportItem_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportItem" ADD CONSTRAINT "ReportItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportItem" ADD CONSTRAINT "ReportItem_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportFile" ADD CONSTRAINT "ReportFile_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportFile" ADD CONSTRAINT "ReportFile_mediaId_fkey" FOREIGN KEY ("mediaId") REFERENCES "Media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportVerdict" ADD CONSTRAINT "ReportVerdict_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportVerdict" ADD CONSTRAINT "ReportVerdict_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttachmentGrant" ADD CONSTRAINT "AttachmentGrant_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ReportFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttachmentGrant" ADD CONSTRAINT "AttachmentGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A decision is reported to a hotline once, and a drill is no report; what comes later adds to that report.
CREATE UNIQUE INDEX "Report_once" ON "Report"("decisionId", "hotline", "isTest") WHERE "supplementOfId" IS NULL;

-- A number that a person entered is one report's; what adds to a report may come back under its number.
CREATE UNIQUE INDEX "Report_reference_once" ON "Report"("hotline", "isTest", "hotlineReportId") WHERE "state" = 'filed' AND "channel" IN ('portal', 'email') AND "supplementOfId" IS NULL;

ALTER TABLE "HotlineSetting" ADD CONSTRAINT "HotlineSetting_parallel" CHECK ("parallel" BETWEEN 1 AND 64);

-- What the application may do with the new tables. What a second person said, who took which file along and what was
-- found are never changed or removed; of a leave only its use is written.
GRANT SELECT, INSERT ON "ReportItem", "ReportVerdict", "Reconciliation" TO watchkeeper_app;
GRANT SELECT, INSERT, UPDATE ON "AttachmentGrant", "HotlineSetting", "HotlineHealth", "ApprovalRule", "PlatformWebhook", "Notice" TO watchkeeper_app;
