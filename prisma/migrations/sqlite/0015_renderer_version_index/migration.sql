-- CreateIndex
CREATE INDEX "Post_rendererVersion_idx" ON "Post"("rendererVersion");
