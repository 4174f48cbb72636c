-- CreateTable
CREATE TABLE "Erasure" (
    "memberId" TEXT NOT NULL PRIMARY KEY,
    "requestedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    CONSTRAINT "Erasure_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RetentionRun" (
    "job" TEXT NOT NULL PRIMARY KEY,
    "ranAt" DATETIME NOT NULL,
    "removed" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "Erasure_dueAt_idx" ON "Erasure"("dueAt");
