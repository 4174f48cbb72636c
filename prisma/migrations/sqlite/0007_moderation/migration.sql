-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "mergedPostId" INTEGER;
ALTER TABLE "Thread" ADD COLUMN "pinnedAt" DATETIME;

-- AlterTable
ALTER TABLE "PostRevision" ADD COLUMN "removedAt" DATETIME;
ALTER TABLE "PostRevision" ADD COLUMN "removedReason" TEXT;

-- CreateTable
CREATE TABLE "Flag" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "postId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "toAuthor" BOOLEAN NOT NULL DEFAULT false,
    "decisionId" INTEGER,
    CONSTRAINT "Flag_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Flag_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Flag_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "FlagDecision" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FlagDecision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "postId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "FlagDecision_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "FlagDecision_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ThreadAct" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "threadId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "otherThreadId" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ThreadAct_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
