-- AlterTable
ALTER TABLE "Member" ADD COLUMN "noticeAgreed" TEXT;
ALTER TABLE "Member" ADD COLUMN "noticeAgreedAt" DATETIME;

-- CreateTable
CREATE TABLE "PageText" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "page" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT,
    "inStep" BOOLEAN NOT NULL,
    "editorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PageText_editorId_fkey" FOREIGN KEY ("editorId") REFERENCES "Member" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PageText_editorId_idx" ON "PageText"("editorId");

-- CreateIndex
CREATE UNIQUE INDEX "PageText_page_locale_number_key" ON "PageText"("page", "locale", "number");
