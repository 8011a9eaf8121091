CREATE TABLE "content_picture" (
	"pack" text NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "content_picture_pack_name_pk" PRIMARY KEY("pack","name")
);
