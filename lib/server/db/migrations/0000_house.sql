CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"phase" text NOT NULL,
	"intent" bigint,
	"actor" text NOT NULL,
	"role" text,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"account" text,
	"region" text,
	"arn" text,
	"input" jsonb,
	"calls" jsonb NOT NULL,
	"error" jsonb,
	"request_id" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"scope" text NOT NULL,
	"id" text NOT NULL,
	"arn" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "events_scope_id_pk" PRIMARY KEY("scope","id")
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"kind" text NOT NULL,
	"arn" text NOT NULL,
	"version" bigint,
	"read_at" timestamp(6) with time zone NOT NULL,
	"hash" text NOT NULL,
	"valid_from" timestamp(6) with time zone NOT NULL,
	"valid_to" timestamp(6) with time zone,
	"gone" boolean DEFAULT false NOT NULL,
	"body" jsonb NOT NULL,
	"name" text NOT NULL,
	"cluster" text,
	"capacity" text,
	"place" text,
	"state" text,
	"family" text,
	"service" text,
	"host" text,
	"running" integer,
	"desired" integer,
	"cpu" real,
	"memory" real,
	"created_at" timestamp (3) with time zone,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interest" (
	"scope" text NOT NULL,
	"cluster" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "interest_scope_cluster_pk" PRIMARY KEY("scope","cluster")
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"scope" text NOT NULL,
	"kind" text NOT NULL,
	"arn" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "observations_scope_kind_arn_pk" PRIMARY KEY("scope","kind","arn")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"scope" text NOT NULL,
	"kind" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "revisions_scope_kind_pk" PRIMARY KEY("scope","kind")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"scope" text NOT NULL,
	"kind" text NOT NULL,
	"started" timestamp (3) with time zone NOT NULL,
	"complete" timestamp (3) with time zone,
	"error" text,
	"next_try" timestamp (3) with time zone,
	CONSTRAINT "sources_scope_kind_pk" PRIMARY KEY("scope","kind")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "tokens_name_unique" UNIQUE("name"),
	CONSTRAINT "tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_intent" ON "audit" USING btree ("intent");--> statement-breakpoint
CREATE INDEX "events_of" ON "events" USING btree ("arn","at");--> statement-breakpoint
CREATE UNIQUE INDEX "facts_open" ON "facts" USING btree ("scope","kind","arn") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "facts_open_list" ON "facts" USING btree ("kind","scope","cluster") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "facts_life" ON "facts" USING btree ("arn","valid_from");