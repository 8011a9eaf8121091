-- The first form of this function named a column of the other table: plpgsql resolves both arms of a CASE, so no set of stores could be stored.
CREATE OR REPLACE FUNCTION check_store_set() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  target uuid;
  n integer;
  total integer;
BEGIN
  IF TG_TABLE_NAME = 'store_set' THEN
    target := NEW.id;
  ELSE
    target := NEW.store_set_id;
  END IF;
  SELECT count(*), coalesce(sum(share), 0) INTO n, total FROM store_share WHERE store_set_id = target;
  IF total <> 100 OR n > 3 THEN
    RAISE EXCEPTION 'store shares of set % are % over % stores', target, total, n USING ERRCODE = 'DR010';
  END IF;
  IF n = 3 AND NOT EXISTS (SELECT FROM store_set WHERE id = target AND length(trim(coalesce(reason, ''))) > 0) THEN
    RAISE EXCEPTION 'a third store needs a reason' USING ERRCODE = 'DR011';
  END IF;
  RETURN NULL;
END $$;
