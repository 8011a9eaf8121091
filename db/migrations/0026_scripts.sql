CREATE TABLE "script_favourite" (
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "script_favourite_person_id_item_id_pk" PRIMARY KEY("person_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "script_use" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"variant" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "content_search" ADD COLUMN "platforms" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "script_favourite" ADD CONSTRAINT "script_favourite_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_favourite" ADD CONSTRAINT "script_favourite_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_use" ADD CONSTRAINT "script_use_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_use" ADD CONSTRAINT "script_use_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_use" ADD CONSTRAINT "script_use_version_id_content_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "script_use_item" ON "script_use" USING btree ("item_id","at" desc);--> statement-breakpoint
CREATE INDEX "script_use_person" ON "script_use" USING btree ("person_id","at" desc);
--> statement-breakpoint
-- What is counted is what the script said: a version of that very script, and one of its variants. It stays as it was written.
CREATE FUNCTION guard_script_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'script_use % was written once', OLD.id USING ERRCODE = 'DR031';
  END IF;
  IF NOT EXISTS (
    SELECT FROM content_version v JOIN content_item i ON i.id = v.item_id
    WHERE v.id = NEW.version_id AND v.item_id = NEW.item_id AND i.kind = 'script'
      AND v.body -> 'variants' @> jsonb_build_array(jsonb_build_object('slug', NEW.variant))
  ) THEN
    RAISE EXCEPTION 'script_use: % is no variant of version %', NEW.variant, NEW.version_id USING ERRCODE = 'DR031';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER script_use_guard BEFORE INSERT OR UPDATE ON script_use FOR EACH ROW EXECUTE FUNCTION guard_script_use();
