CREATE TABLE "shop_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"order_key" text NOT NULL,
	"buyer" text,
	"products" text[] NOT NULL,
	"amount_fen" bigint NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"import_id" uuid NOT NULL,
	CONSTRAINT "shop_order_once" UNIQUE("platform","order_key")
);
--> statement-breakpoint
CREATE TABLE "chat" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"session_key" text NOT NULL,
	"import_id" uuid NOT NULL,
	"account" text NOT NULL,
	"person_id" uuid,
	"team_id" uuid,
	"buyer" text,
	"day" date NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"buyer_lines" integer NOT NULL,
	"agent_lines" integer NOT NULL,
	"rounds" integer NOT NULL,
	"first_response_ms" integer,
	"average_response_ms" integer,
	"longest_gap_ms" integer,
	"products" text[] NOT NULL,
	"terms" jsonb NOT NULL,
	"has_terms" boolean NOT NULL,
	"asked_for_order" boolean NOT NULL,
	"was_transferred" boolean NOT NULL,
	"rating" smallint,
	"is_inquiry" boolean NOT NULL,
	"outcome" text NOT NULL,
	"outcome_from" text,
	"worth_fen" bigint,
	"exposures" text[] NOT NULL,
	"clearance" text NOT NULL,
	CONSTRAINT "chat_once" UNIQUE("platform","session_key"),
	CONSTRAINT "chat_whole" CHECK ("chat"."ended_at" >= "chat"."started_at"),
	CONSTRAINT "chat_outcome_from" CHECK (("chat"."outcome" = 'unknown') = ("chat"."outcome_from" is null)),
	CONSTRAINT "chat_has_terms" CHECK ("chat"."has_terms" = (jsonb_array_length("chat"."terms") > 0)),
	CONSTRAINT "chat_rating" CHECK ("chat"."rating" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "chat_text" (
	"chat_id" uuid PRIMARY KEY NOT NULL,
	"lines" jsonb NOT NULL,
	"words" tsvector NOT NULL
) PARTITION BY RANGE ("chat_id");
--> statement-breakpoint
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat" ADD CONSTRAINT "chat_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat" ADD CONSTRAINT "chat_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat" ADD CONSTRAINT "chat_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shop_order_buyer" ON "shop_order" USING btree ("platform","buyer","placed_at") WHERE "shop_order"."buyer" is not null;--> statement-breakpoint
CREATE INDEX "chat_person" ON "chat" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "chat_team" ON "chat" USING btree ("team_id","day");--> statement-breakpoint
CREATE INDEX "chat_lost" ON "chat" USING btree ("team_id","day") WHERE "chat"."is_inquiry" and "chat"."outcome" = 'unpaid';--> statement-breakpoint
CREATE INDEX "chat_unmapped" ON "chat" USING btree ("store_id","account") WHERE "chat"."person_id" is null;--> statement-breakpoint
CREATE INDEX "chat_buyer" ON "chat" USING btree ("platform","buyer","started_at") WHERE "chat"."buyer" is not null;--> statement-breakpoint
CREATE INDEX "chat_import_rows" ON "chat" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "chat_text_words" ON "chat_text" USING gin ("words");
--> statement-breakpoint
-- by hand
CREATE TABLE chat_text_default PARTITION OF chat_text DEFAULT;
--> statement-breakpoint
-- The text of a month's chats lies apart, so that what is too old goes as a whole. Whoever imports makes the month first; safe to call again.
CREATE FUNCTION make_chat_partition(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first timestamptz := date_trunc('month', day::timestamp) AT TIME ZONE 'UTC';
  name text := 'chat_text_' || to_char(day, 'YYYY_MM');
BEGIN
  IF to_regclass('public.' || name) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext(name));
    IF to_regclass('public.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.chat_text FOR VALUES FROM (%L) TO (%L)', name,
        uuid_floor(first), uuid_floor(first + interval '1 month'));
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO deskready_app', name);
    END IF;
  END IF;
END $$;
