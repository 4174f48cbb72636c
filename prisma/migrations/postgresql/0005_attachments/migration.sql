-- DropIndex
DROP INDEX "Attachment_uploaderId_idx";

-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "draftKey" TEXT,
ADD COLUMN     "height" INTEGER,
ADD COLUMN     "width" INTEGER,
ALTER COLUMN "postId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "Attachment_uploaderId_postId_idx" ON "Attachment"("uploaderId", "postId");
