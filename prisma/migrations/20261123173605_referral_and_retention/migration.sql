-- CreateEnum
CREATE TYPE "AgencyKeyKind" AS ENUM ('openpgp', 'age');

-- CreateEnum
CREATE TYPE "ReferralKind" AS ENUM ('disclosure', 'emergency');

-- CreateEnum
CREATE TYPE "ReferralState" AS ENUM ('draft', 'awaiting_approval', 'approved', 'packing', 'released', 'acknowledged', 'expired', 'withdrawn', 'failed');

-- CreateEnum
CREATE TYPE "ReferralProfile" AS ENUM ('full', 'simple', 'report_only');

-- CreateEnum
CREATE TYPE "ErasureState" AS ENUM ('waiting', 'done');

-- CreateEnum
CREATE TYPE "DestructionKind" AS ENUM ('expiry', 'agency_demand', 'not_violating', 'erasure');

-- CreateEnum
CREATE TYPE "DestructionState" AS ENUM ('awaiting_approval', 'approved', 'destroying', 'done', 'withdrawn');

-- DropForeignKey
ALTER TABLE "Referral" DROP CONSTRAINT "Referral_createdById_fkey";

-- DropIndex
DROP INDEX "Preservation_reportId_key";

-- AlterTable
ALTER TABLE "Preservation" ADD COLUMN     "rule" TEXT NOT NULL DEFAULT 'us_2258a_h';

-- AlterTable
-- Referrals of before were ZIPs that whoever asked took along at once: they are over.
ALTER TABLE "Referral" RENAME COLUMN "createdById" TO "requestedById";
ALTER TABLE "Referral" ADD COLUMN     "acknowledgedAt" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledgement" TEXT,
ADD COLUMN     "agencyId" UUID,
ADD COLUMN     "agreedDigest" BYTEA,
ADD COLUMN     "agreedParts" JSONB,
ADD COLUMN     "approvedAt" TIMESTAMPTZ(3),
ADD COLUMN     "approvedById" UUID,
ADD COLUMN     "approvedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "deadline" TIMESTAMPTZ(3),
ADD COLUMN     "issuedAt" TIMESTAMPTZ(3),
ADD COLUMN     "keyId" UUID,
ADD COLUMN     "kind" "ReferralKind" NOT NULL DEFAULT 'disclosure',
ADD COLUMN     "number" TEXT,
ADD COLUMN     "packageBytes" BIGINT,
ADD COLUMN     "packageSha256" TEXT,
ADD COLUMN     "packedBytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "problem" TEXT,
ADD COLUMN     "processAuthority" TEXT,
ADD COLUMN     "processReference" TEXT,
ADD COLUMN     "processType" TEXT,
ADD COLUMN     "profile" "ReferralProfile" NOT NULL DEFAULT 'full',
ADD COLUMN     "reissueOfId" UUID,
ADD COLUMN     "releasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "releasedById" UUID,
ADD COLUMN     "removedAt" TIMESTAMPTZ(3),
ADD COLUMN     "requestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "scope" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "sealedDanger" BYTEA,
ADD COLUMN     "sealedDecline" BYTEA,
ADD COLUMN     "sealedRedactions" BYTEA,
ADD COLUMN     "state" "ReferralState" NOT NULL DEFAULT 'draft',
ADD COLUMN     "takeUntil" TIMESTAMPTZ(3),
ADD COLUMN     "takenAt" TIMESTAMPTZ(3),
ADD COLUMN     "totalBytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3),
ALTER COLUMN "fileCount" SET DEFAULT 0,
ALTER COLUMN "manifestSha256" DROP NOT NULL;

UPDATE "Referral" r SET "state" = 'expired', "profile" = 'simple', "updatedAt" = r."createdAt", "releasedAt" = r."createdAt", "releasedById" = r."requestedById",
       "number" = 'R-' || to_char(r."createdAt" AT TIME ZONE 'UTC', 'YYYY') || '-' || lpad(n::text, 5, '0')
  FROM (SELECT "id", row_number() OVER (ORDER BY "createdAt", "id") AS n FROM "Referral") AS numbered WHERE numbered."id" = r."id";
ALTER TABLE "Referral" ALTER COLUMN "number" SET NOT NULL, ALTER COLUMN "updatedAt" SET NOT NULL, ALTER COLUMN "scope" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "unexpected" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Agency" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "unit" TEXT,
    "contactName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "phoneSetById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgencyKey" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "kind" "AgencyKeyKind" NOT NULL,
    "publicKey" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedById" UUID NOT NULL,
    "checkedAt" TIMESTAMPTZ(3),
    "checkedById" UUID,
    "wrongTries" INTEGER NOT NULL DEFAULT 0,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "AgencyKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferralTaking" (
    "id" UUID NOT NULL,
    "referralId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReferralTaking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "agencyId" UUID,
    "reference" TEXT NOT NULL,
    "sealedReason" BYTEA NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "renewals" INTEGER NOT NULL DEFAULT 0,
    "ownerId" UUID NOT NULL,
    "reviewAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedById" UUID,
    "sealedLiftReason" BYTEA,

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ErasureRequest" (
    "id" UUID NOT NULL,
    "apiKeyId" UUID NOT NULL,
    "accountId" UUID,
    "reference" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "state" "ErasureState" NOT NULL DEFAULT 'waiting',
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ErasureRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Destruction" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "caseId" UUID NOT NULL,
    "kind" "DestructionKind" NOT NULL,
    "state" "DestructionState" NOT NULL DEFAULT 'awaiting_approval',
    "itemIds" UUID[],
    "isWholeCase" BOOLEAN NOT NULL,
    "agencyId" UUID,
    "reference" TEXT,
    "reason" TEXT NOT NULL,
    "requestedById" UUID,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "approvedById" UUID,
    "approvedAt" TIMESTAMPTZ(3),
    "destroyedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "certificate" JSONB,
    "kekIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "beyondRestoreAt" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "Destruction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExhibitNumber" (
    "caseId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExhibitNumber_pkey" PRIMARY KEY ("caseId","itemId")
);

-- CreateTable
CREATE TABLE "AccountNumber" (
    "caseId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccountNumber_pkey" PRIMARY KEY ("caseId","accountId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ExhibitNumber_caseId_number_key" ON "ExhibitNumber"("caseId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "AccountNumber_caseId_number_key" ON "AccountNumber"("caseId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ItemMedia_itemId_position_key" ON "ItemMedia"("itemId", "position");

-- CreateIndex
-- Whoever was retired may come back, as a new entry.
CREATE UNIQUE INDEX "Agency_name_key" ON "Agency"(lower("name")) WHERE "retiredAt" IS NULL;

-- CreateIndex
CREATE INDEX "AgencyKey_agencyId_idx" ON "AgencyKey"("agencyId");

-- CreateIndex
CREATE INDEX "ReferralTaking_referralId_idx" ON "ReferralTaking"("referralId");

-- CreateIndex
CREATE INDEX "Hold_caseId_idx" ON "Hold"("caseId");

-- CreateIndex
CREATE INDEX "Hold_reviewAt_idx" ON "Hold"("reviewAt");

-- CreateIndex
CREATE INDEX "ErasureRequest_state_idx" ON "ErasureRequest"("state");

-- CreateIndex
CREATE UNIQUE INDEX "ErasureRequest_apiKeyId_reference_key" ON "ErasureRequest"("apiKeyId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "Destruction_number_key" ON "Destruction"("number");

-- CreateIndex
CREATE INDEX "Destruction_state_idx" ON "Destruction"("state");

-- CreateIndex
CREATE INDEX "Destruction_caseId_idx" ON "Destruction"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Preservation_reportId_rule_key" ON "Preservation"("reportId", "rule");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_number_key" ON "Referral"("number");

-- CreateIndex
CREATE INDEX "Referral_state_updatedAt_idx" ON "Referral"("state", "updatedAt");

-- AddForeignKey
ALTER TABLE "AgencyKey" ADD CONSTRAINT "AgencyKey_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "AgencyKey"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_reissueOfId_fkey" FOREIGN KEY ("reissueOfId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferralTaking" ADD CONSTRAINT "ReferralTaking_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferralTaking" ADD CONSTRAINT "ReferralTaking_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExhibitNumber" ADD CONSTRAINT "ExhibitNumber_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExhibitNumber" ADD CONSTRAINT "ExhibitNumber_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountNumber" ADD CONSTRAINT "AccountNumber_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountNumber" ADD CONSTRAINT "AccountNumber_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "Agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Destruction" ADD CONSTRAINT "Destruction_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A key is current or not, and the check of it stands or not; who agreed, who released and what was destroyed is never removed.
GRANT SELECT, INSERT, UPDATE ON "Agency", "ReferralTaking", "Hold", "ErasureRequest", "Destruction" TO watchkeeper_app;
-- A key that was read back is the key that was read back: another one is another row.
GRANT SELECT, INSERT ON "AgencyKey" TO watchkeeper_app;
GRANT UPDATE ("checkedAt", "checkedById", "wrongTries", "retiredAt") ON "AgencyKey" TO watchkeeper_app;

-- A number that was given is never changed and never given again: neither of an exhibit and an account of a case, nor of a
-- file, which is its place in what the platform sent.
GRANT SELECT, INSERT ON "ExhibitNumber", "AccountNumber" TO watchkeeper_app;
ALTER TABLE "ExhibitNumber" ADD CONSTRAINT "ExhibitNumber_counts" CHECK ("number" > 0);
ALTER TABLE "AccountNumber" ADD CONSTRAINT "AccountNumber_counts" CHECK ("number" > 0);
REVOKE UPDATE, DELETE ON "ItemMedia" FROM watchkeeper_app;

-- What people say aloud.
CREATE SEQUENCE "referral_number";
CREATE SEQUENCE "destruction_number";
SELECT setval('referral_number', (SELECT count(*) FROM "Referral") + 1, false);
GRANT USAGE ON SEQUENCE "referral_number", "destruction_number" TO watchkeeper_app;

-- What can be read in the row alone is held by the row: nobody agrees to their own request, nor checks their own key.
ALTER TABLE "AgencyKey" ADD CONSTRAINT "AgencyKey_checked_by_another" CHECK ("checkedById" IS NULL OR "checkedById" <> "addedById");
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_approved_by_another" CHECK ("approvedById" IS NULL OR "approvedById" <> "requestedById");
ALTER TABLE "Destruction" ADD CONSTRAINT "Destruction_approved_by_another" CHECK ("approvedById" IS NULL OR "approvedById" <> "requestedById");

-- Two people for what people ask for; what the desk does by its own rules names nobody.
ALTER TABLE "Destruction" ADD CONSTRAINT "Destruction_by_two_people" CHECK (
  "kind" IN ('not_violating', 'erasure') OR ("requestedById" IS NOT NULL AND ("approvedById" IS NOT NULL OR "state" IN ('awaiting_approval', 'withdrawn'))));

-- The second line behind lib/retention: while somebody's hold stands, no key of its case is emptied, whoever asks. A hold that
-- ran out is closed first, by the application's clock, so that there is only one.
CREATE FUNCTION held_keys_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "Hold" h
     WHERE h."liftedAt" IS NULL
       AND CASE TG_TABLE_NAME
             WHEN 'Case' THEN h."caseId" = OLD."id"
             WHEN 'Item' THEN h."caseId" = (SELECT i."caseId" FROM "Item" i WHERE i."id" = OLD."id")
             ELSE h."caseId" IN (SELECT i."caseId" FROM "ItemMedia" m JOIN "Item" i ON i."id" = m."itemId" WHERE m."mediaId" = OLD."id" AND length(i."wrappedKey") > 0)
           END
  ) THEN
    RAISE EXCEPTION 'a hold keeps this % from being destroyed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER held_keys_stay BEFORE UPDATE OF "wrappedKey" ON "Case" FOR EACH ROW WHEN (length(NEW."wrappedKey") = 0 AND length(OLD."wrappedKey") > 0) EXECUTE FUNCTION held_keys_stay();
CREATE TRIGGER held_keys_stay BEFORE UPDATE OF "wrappedKey" ON "Item" FOR EACH ROW WHEN (length(NEW."wrappedKey") = 0 AND length(OLD."wrappedKey") > 0) EXECUTE FUNCTION held_keys_stay();
CREATE TRIGGER held_keys_stay BEFORE UPDATE OF "wrappedKey" ON "Media" FOR EACH ROW WHEN (length(NEW."wrappedKey") = 0 AND length(OLD."wrappedKey") > 0) EXECUTE FUNCTION held_keys_stay();
