-- CreateEnum
CREATE TYPE "MediaState" AS ENUM ('received', 'ready', 'unreadable', 'destroyed');

-- CreateEnum
CREATE TYPE "Blur" AS ENUM ('standard', 'strong', 'hidden');

-- AlterTable
ALTER TABLE "EvidenceView" ADD COLUMN     "heardAt" TIMESTAMPTZ(3),
ADD COLUMN     "played" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "harms" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Media" ADD COLUMN     "address" TEXT,
ADD COLUMN     "claimedType" TEXT,
ADD COLUMN     "derivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "destroyedAt" TIMESTAMPTZ(3),
ADD COLUMN     "durationMs" INTEGER,
ADD COLUMN     "frames" INTEGER,
ADD COLUMN     "renderings" TEXT[],
ADD COLUMN     "sealedMetadata" BYTEA,
ADD COLUMN     "state" "MediaState" NOT NULL DEFAULT 'received',
ADD COLUMN     "streams" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "unreadableCode" TEXT,
ALTER COLUMN "width" DROP NOT NULL,
ALTER COLUMN "height" DROP NOT NULL;

-- Files of before were derived when they came in, and lie where their id says.
UPDATE "Media" SET "address" = "id"::text, "state" = 'ready', "renderings" = '{preview,peek}', "derivedAt" = "createdAt";
ALTER TABLE "Media" ALTER COLUMN "address" SET NOT NULL;

-- CreateTable
CREATE TABLE "LookupKey" (
    "purpose" TEXT NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "kekId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LookupKey_pkey" PRIMARY KEY ("purpose")
);

-- CreateTable
CREATE TABLE "WellnessSettings" (
    "personId" UUID NOT NULL,
    "blur" "Blur" NOT NULL DEFAULT 'standard',
    "isGrey" BOOLEAN NOT NULL DEFAULT true,
    "isMuted" BOOLEAN NOT NULL DEFAULT true,
    "isTextFolded" BOOLEAN NOT NULL DEFAULT true,
    "optedOut" TEXT[],
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "shiftStart" INTEGER,
    "shiftEnd" INTEGER,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WellnessSettings_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "WellnessFloors" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "blur" "Blur" NOT NULL DEFAULT 'standard',
    "isGrey" BOOLEAN NOT NULL DEFAULT false,
    "isMuted" BOOLEAN NOT NULL DEFAULT false,
    "isTextFolded" BOOLEAN NOT NULL DEFAULT false,
    "deskMinutes" INTEGER NOT NULL DEFAULT 240,
    "unblurredMinutes" INTEGER NOT NULL DEFAULT 30,
    "breakAfterMinutes" INTEGER NOT NULL DEFAULT 50,
    "breakMinutes" INTEGER NOT NULL DEFAULT 10,
    "calmMinutes" INTEGER NOT NULL DEFAULT 30,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID,

    CONSTRAINT "WellnessFloors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeskMinute" (
    "personId" UUID NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeskMinute_pkey" PRIMARY KEY ("personId","minute")
);

-- CreateTable
CREATE TABLE "WellnessOverride" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "limit" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WellnessOverride_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Skip" (
    "personId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Skip_pkey" PRIMARY KEY ("personId","itemId")
);

-- CreateIndex
CREATE INDEX "WellnessOverride_personId_at_idx" ON "WellnessOverride"("personId", "at");

-- CreateIndex
CREATE INDEX "Skip_itemId_idx" ON "Skip"("itemId");

-- CreateIndex
DROP INDEX "Media_sha256_key";
-- The same bytes are kept once; those whose key was destroyed may come again, and are then another file.
CREATE UNIQUE INDEX "Media_one_kept" ON "Media"("sha256") WHERE "state" <> 'destroyed';

-- CreateIndex
CREATE INDEX "Media_state_createdAt_idx" ON "Media"("state", "createdAt");

-- AddForeignKey
ALTER TABLE "WellnessSettings" ADD CONSTRAINT "WellnessSettings_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeskMinute" ADD CONSTRAINT "DeskMinute_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WellnessOverride" ADD CONSTRAINT "WellnessOverride_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the application may do with the new tables. Keys are wrapped anew and never removed; what people went past and
-- did not want stays as it was; minutes at the desk are forgotten after a while.
GRANT SELECT, INSERT, UPDATE ON "LookupKey", "WellnessSettings", "WellnessFloors" TO watchkeeper_app;
GRANT SELECT, INSERT ON "WellnessOverride", "Skip" TO watchkeeper_app;
GRANT SELECT, INSERT, DELETE ON "DeskMinute" TO watchkeeper_app;

-- One row of floors, whoever writes it.
ALTER TABLE "WellnessFloors" ADD CONSTRAINT "WellnessFloors_one" CHECK ("id" = 1);
