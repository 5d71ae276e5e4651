-- CreateTable
CREATE TABLE "BlockedAddress" (
    "email" TEXT NOT NULL PRIMARY KEY,
    "reason" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);
