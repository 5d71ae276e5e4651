-- What the account's owner reads: emails about the account are in it.
ALTER TABLE "Session" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';
