-- Searching reads every text: unpacking them costs more than their room. Short ones stay in the row.
ALTER TABLE "content_search" ALTER COLUMN "words" SET STORAGE EXTERNAL, ALTER COLUMN "pinyin" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "content_search" SET (toast_tuple_target = 8160);
