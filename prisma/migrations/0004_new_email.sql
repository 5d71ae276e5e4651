-- Deleting an account makes others forget that they once meant to have its address.
CREATE INDEX "EmailChange_newEmail_idx" ON "EmailChange"("newEmail");
