-- CreateEnum
CREATE TYPE "MeasureKind" AS ENUM ('warning', 'silence', 'suspension');

-- CreateEnum
CREATE TYPE "AppealAnswer" AS ENUM ('upheld', 'lifted');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'confirmation_due';
ALTER TYPE "NotificationKind" ADD VALUE 'confirmation_soon';
ALTER TYPE "NotificationKind" ADD VALUE 'contact_left';
ALTER TYPE "NotificationKind" ADD VALUE 'measure';
ALTER TYPE "NotificationKind" ADD VALUE 'appeal';
ALTER TYPE "NotificationKind" ADD VALUE 'appeal_answer';

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "contactsRemindedOf" TIMESTAMP(3),
ADD COLUMN     "importedAt" TIMESTAMP(3),
ADD COLUMN     "remindedOf" TIMESTAMP(3),
ADD COLUMN     "showsAbout" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "showsEmail" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "showsEmployment" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "showsItRole" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "silencedUntil" TIMESTAMP(3),
ADD COLUMN     "suspendedUntil" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "AuthorityRequest" (
    "id" SERIAL NOT NULL,
    "memberId" TEXT NOT NULL,
    "authorityId" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AuthorityRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Measure" (
    "id" SERIAL NOT NULL,
    "memberId" TEXT NOT NULL,
    "kind" "MeasureKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMP(3),
    "takenById" TEXT,
    "takenAt" TIMESTAMP(3) NOT NULL,
    "readAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "appeal" TEXT,
    "appealedAt" TIMESTAMP(3),
    "answer" "AppealAnswer",
    "answerReason" TEXT,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "Measure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuthorityRequest_authorityId_idx" ON "AuthorityRequest"("authorityId");

-- CreateIndex
CREATE UNIQUE INDEX "AuthorityRequest_memberId_authorityId_key" ON "AuthorityRequest"("memberId", "authorityId");

-- CreateIndex
CREATE INDEX "Measure_memberId_idx" ON "Measure"("memberId");

-- CreateIndex
CREATE INDEX "Measure_takenById_idx" ON "Measure"("takenById");

-- CreateIndex
CREATE INDEX "Measure_answeredById_idx" ON "Measure"("answeredById");

-- CreateIndex
CREATE INDEX "Measure_kind_endedAt_until_idx" ON "Measure"("kind", "endedAt", "until");

-- CreateIndex
CREATE INDEX "Member_status_validUntil_idx" ON "Member"("status", "validUntil");

-- AddForeignKey
ALTER TABLE "AuthorityRequest" ADD CONSTRAINT "AuthorityRequest_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthorityRequest" ADD CONSTRAINT "AuthorityRequest_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
