-- CreateTable
CREATE TABLE "Erasure" (
    "memberId" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("memberId")
);

-- CreateTable
CREATE TABLE "RetentionRun" (
    "job" TEXT NOT NULL,
    "ranAt" TIMESTAMP(3) NOT NULL,
    "removed" INTEGER NOT NULL,

    CONSTRAINT "RetentionRun_pkey" PRIMARY KEY ("job")
);

-- CreateIndex
CREATE INDEX "Erasure_dueAt_idx" ON "Erasure"("dueAt");

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
