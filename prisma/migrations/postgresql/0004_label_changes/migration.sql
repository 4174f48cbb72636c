-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'thread_shared';
ALTER TYPE "NotificationKind" ADD VALUE 'label_request';
ALTER TYPE "NotificationKind" ADD VALUE 'label_answer';
ALTER TYPE "NotificationKind" ADD VALUE 'label_lowered';
ALTER TYPE "NotificationKind" ADD VALUE 'break_glass';

-- CreateTable
CREATE TABLE "ThreadRecipient" (
    "threadId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "addedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ThreadRecipient_pkey" PRIMARY KEY ("threadId","memberId")
);

-- CreateTable
CREATE TABLE "ThreadReader" (
    "threadId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "firstAt" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,
    "brokeGlass" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ThreadReader_pkey" PRIMARY KEY ("threadId","memberId")
);

-- CreateTable
CREATE TABLE "LabelRequest" (
    "id" SERIAL NOT NULL,
    "threadId" INTEGER NOT NULL,
    "postId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "label" "Label" NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "granted" BOOLEAN,
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMP(3),
    "answeredById" TEXT,

    CONSTRAINT "LabelRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BreakGlass" (
    "id" SERIAL NOT NULL,
    "threadId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BreakGlass_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ThreadRecipient_memberId_threadId_idx" ON "ThreadRecipient"("memberId", "threadId");

-- CreateIndex
CREATE INDEX "ThreadRecipient_addedById_idx" ON "ThreadRecipient"("addedById");

-- CreateIndex
CREATE INDEX "ThreadReader_memberId_idx" ON "ThreadReader"("memberId");

-- CreateIndex
CREATE INDEX "LabelRequest_threadId_granted_idx" ON "LabelRequest"("threadId", "granted");

-- CreateIndex
CREATE INDEX "LabelRequest_postId_idx" ON "LabelRequest"("postId");

-- CreateIndex
CREATE INDEX "LabelRequest_memberId_idx" ON "LabelRequest"("memberId");

-- CreateIndex
CREATE INDEX "LabelRequest_answeredById_idx" ON "LabelRequest"("answeredById");

-- CreateIndex
CREATE INDEX "BreakGlass_threadId_idx" ON "BreakGlass"("threadId");

-- CreateIndex
CREATE INDEX "BreakGlass_memberId_threadId_expiresAt_idx" ON "BreakGlass"("memberId", "threadId", "expiresAt");

-- AddForeignKey
ALTER TABLE "ThreadRecipient" ADD CONSTRAINT "ThreadRecipient_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadRecipient" ADD CONSTRAINT "ThreadRecipient_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadRecipient" ADD CONSTRAINT "ThreadRecipient_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadReader" ADD CONSTRAINT "ThreadReader_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadReader" ADD CONSTRAINT "ThreadReader_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelRequest" ADD CONSTRAINT "LabelRequest_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelRequest" ADD CONSTRAINT "LabelRequest_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelRequest" ADD CONSTRAINT "LabelRequest_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelRequest" ADD CONSTRAINT "LabelRequest_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BreakGlass" ADD CONSTRAINT "BreakGlass_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BreakGlass" ADD CONSTRAINT "BreakGlass_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
