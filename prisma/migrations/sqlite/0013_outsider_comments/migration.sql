-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "outsidersClosedAt" DATETIME;

-- CreateTable
CREATE TABLE "OutsiderComment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "threadId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "ipAddress" TEXT,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "removedAt" DATETIME,
    CONSTRAINT "OutsiderComment_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "OutsiderComment_threadId_state_id_idx" ON "OutsiderComment"("threadId", "state", "id");

-- CreateIndex
CREATE INDEX "OutsiderComment_state_id_idx" ON "OutsiderComment"("state", "id");
