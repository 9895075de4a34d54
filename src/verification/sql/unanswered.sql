-- verification.unanswered
-- $1 instance
select check_id from index_check asked
 where not exists (select from index_check_answer answer
                    where answer.check_id = asked.check_id and answer.instance = $1::text)
 order by asked_at desc
 limit 1
