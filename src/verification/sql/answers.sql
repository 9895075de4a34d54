-- verification.answers
-- $1 check
select instance, compared, of_all, report from index_check_answer where check_id = $1::uuid order by instance
