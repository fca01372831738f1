-- A partition cannot be made for a month of which the rest already holds events: PostgreSQL refuses it, and with it, in
-- the same call, every month after. Such a month stays with the rest, where it is found and proven as everywhere.
CREATE OR REPLACE FUNCTION audit_partition(month timestamptz) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first timestamptz := date_trunc('month', month);
  name text := 'AuditEvent_' || to_char(first, 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(name)) IS NOT NULL THEN
    RETURN name;
  END IF;
  IF EXISTS (SELECT 1 FROM "AuditEvent_rest" WHERE "at" >= first AND "at" < first + interval '1 month') THEN
    RETURN 'AuditEvent_rest';
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF "AuditEvent" FOR VALUES FROM (%L) TO (%L)', name, first, first + interval '1 month');
  EXECUTE format('CREATE TRIGGER audit_events_stay_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay()', name);
  RETURN name;
END $$;
