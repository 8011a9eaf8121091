CREATE TABLE "content_word" (
	"word" text PRIMARY KEY NOT NULL
);
