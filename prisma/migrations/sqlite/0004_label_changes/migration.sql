-- CreateTable
CREATE TABLE "ThreadRecipient" (
    "threadId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "addedById" TEXT,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("threadId", "memberId"),
    CONSTRAINT "ThreadRecipient_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ThreadRecipient_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ThreadRecipient_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ThreadReader" (
    "threadId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "firstAt" DATETIME NOT NULL,
    "lastAt" DATETIME NOT NULL,
    "brokeGlass" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("threadId", "memberId"),
    CONSTRAINT "ThreadReader_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ThreadReader_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LabelRequest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "threadId" INTEGER NOT NULL,
    "postId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "granted" BOOLEAN,
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredAt" DATETIME,
    "answeredById" TEXT,
    CONSTRAINT "LabelRequest_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LabelRequest_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LabelRequest_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LabelRequest_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BreakGlass" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "threadId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "BreakGlass_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BreakGlass_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
