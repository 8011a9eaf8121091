CREATE TABLE "content_revision" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "content_revision_only" CHECK ("content_revision"."only")
);
--> statement-breakpoint
DROP INDEX "bank_card_due";--> statement-breakpoint
ALTER TABLE "bank_card" ADD COLUMN "begun_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "bank_card_item" ON "bank_card" USING btree ("item_id");--> statement-breakpoint
-- Room for the next state of a row beside it: with no index on what an answer changes, no index is written.
ALTER TABLE "bank_card" SET (fillfactor = 80);--> statement-breakpoint
UPDATE bank_card c SET begun_at = coalesce(
  (SELECT min(a.at) FROM attempt a WHERE a.person_id = c.person_id AND a.context_id = c.item_id AND a.context = 'drill'), c.reviewed_at)
WHERE c.reviewed_at IS NOT NULL;--> statement-breakpoint
INSERT INTO content_revision (number) VALUES (1);--> statement-breakpoint
-- Whoever puts a version into force, takes an item out of use or brings it back counts on. They hold the content's lock: nobody waits here for anybody.
CREATE FUNCTION count_content_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE content_revision SET number = number + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER content_item_revision AFTER INSERT OR DELETE OR UPDATE OF current_version_id, archived_at ON content_item
  FOR EACH STATEMENT EXECUTE FUNCTION count_content_revision();
