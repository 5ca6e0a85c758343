-- Any moment's fleet is the rows whose range holds it: drizzle-kit cannot say an index over an expression like this.
CREATE INDEX "facts_at" ON "facts" USING gist (tstzrange("valid_from", "valid_to"));
--> statement-breakpoint
-- The audit is only ever added to. This keeps mistakes out; the hash chain tells of anything done on purpose.
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is only ever added to';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
