-- CreateEnum
CREATE TYPE "PageName" AS ENUM ('notice', 'privacy', 'accessibility', 'about');

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "noticeAgreed" TEXT,
ADD COLUMN     "noticeAgreedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "PageText" (
    "id" SERIAL NOT NULL,
    "page" "PageName" NOT NULL,
    "locale" "Locale" NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT,
    "inStep" BOOLEAN NOT NULL,
    "editorId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PageText_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PageText_editorId_idx" ON "PageText"("editorId");

-- CreateIndex
CREATE UNIQUE INDEX "PageText_page_locale_number_key" ON "PageText"("page", "locale", "number");

-- AddForeignKey
ALTER TABLE "PageText" ADD CONSTRAINT "PageText_editorId_fkey" FOREIGN KEY ("editorId") REFERENCES "Member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
