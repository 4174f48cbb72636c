-- CreateEnum
CREATE TYPE "OutsiderCommentState" AS ENUM ('waiting', 'approved', 'declined', 'removed');

-- AlterTable
ALTER TABLE "Thread" ADD COLUMN     "outsidersClosedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "OutsiderComment" (
    "id" SERIAL NOT NULL,
    "threadId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "ipAddress" TEXT,
    "body" TEXT NOT NULL,
    "state" "OutsiderCommentState" NOT NULL DEFAULT 'waiting',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "OutsiderComment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OutsiderComment_threadId_state_id_idx" ON "OutsiderComment"("threadId", "state", "id");

-- CreateIndex
CREATE INDEX "OutsiderComment_state_id_idx" ON "OutsiderComment"("state", "id");

-- AddForeignKey
ALTER TABLE "OutsiderComment" ADD CONSTRAINT "OutsiderComment_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
