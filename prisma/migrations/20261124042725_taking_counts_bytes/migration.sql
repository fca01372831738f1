-- AlterTable
ALTER TABLE "ReferralTaking" ADD COLUMN     "gone" JSONB NOT NULL DEFAULT '[]';

