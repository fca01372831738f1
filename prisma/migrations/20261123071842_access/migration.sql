-- CreateEnum
CREATE TYPE "DisabledFor" AS ENUM ('by_admin', 'inactive');

-- CreateEnum
CREATE TYPE "SignInMethod" AS ENUM ('passkey', 'totp', 'recovery_code', 'company', 'demo');

-- CreateEnum
CREATE TYPE "SessionEnd" AS ENUM ('signed_out', 'locked', 'ended_by_owner', 'person_changed', 'replaced');

-- CreateEnum
CREATE TYPE "FactorKind" AS ENUM ('passkey', 'totp');

-- CreateEnum
CREATE TYPE "FirstFactor" AS ENUM ('password', 'company', 'invitation');

-- CreateEnum
CREATE TYPE "InvitationPurpose" AS ENUM ('join', 'reset');

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "companyId" TEXT,
ADD COLUMN     "disabledFor" "DisabledFor",
ADD COLUMN     "enabledAt" TIMESTAMPTZ(3),
ADD COLUMN     "isDemo" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "passwordHash" DROP NOT NULL;

-- Sessions say from now on how their person was recognised, which those that are open cannot: everybody signs in again.
DELETE FROM "Session";

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "address" TEXT,
ADD COLUMN     "device" TEXT NOT NULL,
ADD COLUMN     "endedFor" "SessionEnd",
ADD COLUMN     "method" "SignInMethod" NOT NULL,
ADD COLUMN     "pendingChallenge" TEXT,
ADD COLUMN     "pendingSecret" TEXT,
ADD COLUMN     "pendingUntil" TIMESTAMPTZ(3),
ADD COLUMN     "verifiedAt" TIMESTAMPTZ(3) NOT NULL;

-- CreateTable
CREATE TABLE "Factor" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "FactorKind" NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "sealedSecret" TEXT,
    "lastStep" INTEGER,
    "credentialId" TEXT,
    "publicKey" BYTEA,
    "counter" BIGINT,
    "transports" TEXT[],
    "isBackedUp" BOOLEAN,

    CONSTRAINT "Factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "codeHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignIn" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "personId" UUID,
    "firstFactor" "FirstFactor",
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "challenge" TEXT,
    "pendingSecret" TEXT,

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "purpose" "InvitationPurpose" NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BreakGlass" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "reason" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "signedOffAt" TIMESTAMPTZ(3),
    "signedOffById" UUID,
    "signOffNote" TEXT,

    CONSTRAINT "BreakGlass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseWall" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedById" UUID,
    "liftReason" TEXT,

    CONSTRAINT "CaseWall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ApiKeySecret" (
    "id" UUID NOT NULL,
    "keyId" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "secretHash" BYTEA NOT NULL,
    "sealedSigningKey" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKeySecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiNonce" (
    "secretId" UUID NOT NULL,
    "nonce" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApiNonce_pkey" PRIMARY KEY ("secretId","nonce")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "audience" "Role" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "details" JSONB NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Factor_credentialId_key" ON "Factor"("credentialId");

-- CreateIndex
CREATE INDEX "Factor_personId_idx" ON "Factor"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_codeHash_key" ON "RecoveryCode"("codeHash");

-- CreateIndex
CREATE INDEX "RecoveryCode_personId_idx" ON "RecoveryCode"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "SignIn_tokenHash_key" ON "SignIn"("tokenHash");

-- CreateIndex
CREATE INDEX "SignIn_expiresAt_idx" ON "SignIn"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_personId_idx" ON "Invitation"("personId");

-- CreateIndex
CREATE INDEX "BreakGlass_sessionId_idx" ON "BreakGlass"("sessionId");

-- CreateIndex
CREATE INDEX "BreakGlass_startedAt_idx" ON "BreakGlass"("startedAt");

-- CreateIndex
CREATE INDEX "CaseWall_personId_caseId_idx" ON "CaseWall"("personId", "caseId");

-- CreateIndex
CREATE INDEX "CaseWall_caseId_idx" ON "CaseWall"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKeySecret_secretHash_key" ON "ApiKeySecret"("secretHash");

-- CreateIndex
CREATE INDEX "ApiKeySecret_keyId_idx" ON "ApiKeySecret"("keyId");

-- CreateIndex
CREATE INDEX "ApiNonce_expiresAt_idx" ON "ApiNonce"("expiresAt");

-- CreateIndex
CREATE INDEX "Alert_audience_acknowledgedAt_at_idx" ON "Alert"("audience", "acknowledgedAt", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Person_companyId_key" ON "Person"("companyId");

-- AddForeignKey
ALTER TABLE "Factor" ADD CONSTRAINT "Factor_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BreakGlass" ADD CONSTRAINT "BreakGlass_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseWall" ADD CONSTRAINT "CaseWall_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseWall" ADD CONSTRAINT "CaseWall_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKeySecret" ADD CONSTRAINT "ApiKeySecret_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "ApiKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiNonce" ADD CONSTRAINT "ApiNonce_secretId_fkey" FOREIGN KEY ("secretId") REFERENCES "ApiKeySecret"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What a key was until now is its first secret.
INSERT INTO "ApiKeySecret" ("id", "keyId", "prefix", "secretHash", "createdAt", "expiresAt", "lastUsedAt")
SELECT gen_random_uuid(), "id", "prefix", "secretHash", "createdAt", CURRENT_TIMESTAMP + interval '1 year', "lastUsedAt" FROM "ApiKey";
-- The one scope there was is now two.
UPDATE "ApiKey" SET "scopes" = ARRAY['intake.media', 'intake.items'] WHERE 'intake.write' = ANY("scopes");
DROP INDEX "ApiKey_secretHash_key";
ALTER TABLE "ApiKey" DROP COLUMN "lastUsedAt",
DROP COLUMN "prefix",
DROP COLUMN "secretHash",
ADD COLUMN     "needsSignature" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "ratePerMinute" INTEGER NOT NULL DEFAULT 600;

GRANT SELECT, INSERT, UPDATE, DELETE ON "Factor", "RecoveryCode", "SignIn", "Invitation", "BreakGlass", "CaseWall", "RateLimit", "ApiKeySecret", "ApiNonce", "Alert" TO watchkeeper_app;
-- Who was kept away, who took a role and what was announced is history: completed, never removed.
REVOKE DELETE ON "BreakGlass", "CaseWall", "Alert" FROM watchkeeper_app;
