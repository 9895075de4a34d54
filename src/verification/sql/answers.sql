-- verification.answers
-- $1 check
select instance, compared, of_all, finished_at is not null as is_finished, report
  from index_check_answer where check_id = $1::uuid order by instance
