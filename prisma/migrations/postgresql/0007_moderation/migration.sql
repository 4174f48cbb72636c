-- CreateEnum
CREATE TYPE "FlagReason" AS ENUM ('personal_data', 'defamation', 'label_loose', 'coarse', 'off_topic', 'advertising', 'other');

-- CreateEnum
CREATE TYPE "FlagOutcome" AS ENUM ('dismissed', 'hidden');

-- CreateEnum
CREATE TYPE "ThreadActKind" AS ENUM ('lock', 'unlock', 'pin', 'unpin', 'move', 'split_out', 'split_in', 'merge_in');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'flag_author';
ALTER TYPE "NotificationKind" ADD VALUE 'flag_decided';
ALTER TYPE "NotificationKind" ADD VALUE 'post_hidden';

-- AlterTable
ALTER TABLE "Thread" ADD COLUMN     "mergedPostId" INTEGER,
ADD COLUMN     "pinnedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "PostRevision" ADD COLUMN     "removedAt" TIMESTAMP(3),
ADD COLUMN     "removedReason" TEXT;

-- CreateTable
CREATE TABLE "Flag" (
    "id" SERIAL NOT NULL,
    "postId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "reason" "FlagReason" NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "toAuthor" BOOLEAN NOT NULL DEFAULT false,
    "decisionId" INTEGER,

    CONSTRAINT "Flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FlagDecision" (
    "id" SERIAL NOT NULL,
    "postId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "outcome" "FlagOutcome" NOT NULL,
    "note" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FlagDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadAct" (
    "id" SERIAL NOT NULL,
    "threadId" INTEGER NOT NULL,
    "kind" "ThreadActKind" NOT NULL,
    "role" "Role" NOT NULL,
    "otherThreadId" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ThreadAct_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Flag_decisionId_toAuthor_postId_idx" ON "Flag"("decisionId", "toAuthor", "postId");

-- CreateIndex
CREATE INDEX "Flag_memberId_idx" ON "Flag"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "Flag_postId_memberId_key" ON "Flag"("postId", "memberId");

-- CreateIndex
CREATE INDEX "FlagDecision_postId_id_idx" ON "FlagDecision"("postId", "id");

-- CreateIndex
CREATE INDEX "FlagDecision_memberId_idx" ON "FlagDecision"("memberId");

-- CreateIndex
CREATE INDEX "ThreadAct_threadId_id_idx" ON "ThreadAct"("threadId", "id");

-- CreateIndex
CREATE INDEX "Thread_pinnedAt_idx" ON "Thread"("pinnedAt");

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "FlagDecision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FlagDecision" ADD CONSTRAINT "FlagDecision_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FlagDecision" ADD CONSTRAINT "FlagDecision_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadAct" ADD CONSTRAINT "ThreadAct_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
