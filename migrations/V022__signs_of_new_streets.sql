-- The signs of a new street are due by themselves (R753 art. 19; local practice of 60 days from the approval, V012). They are
-- found by the street, which is the part of the case, each time a sign comes to stand there.

create index obligation_open_by_part on obligation (part_id, kind)
  where met_on is null and dropped_on is null and part_id is not null;
comment on column obligation.part_id is 'what in it, such as one decision, or the new street whose signs are due; null for the whole';
