ALTER TABLE "kpi_score" ADD COLUMN "figures_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "kpi_score_month" ON "kpi_score" USING btree ("month");