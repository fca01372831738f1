-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "platform" TEXT;

-- AlterTable
ALTER TABLE "Hold" ADD COLUMN     "sealedRenewalReason" BYTEA;

