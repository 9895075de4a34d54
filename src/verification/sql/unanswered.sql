-- verification.unanswered
-- $1 instance
-- Who asked a while ago and got no answer is no longer there.
select check_id from index_check asked
 where asked_at > clock_timestamp() - interval '1 minute'
   and not exists (select from index_check_answer answer
                    where answer.check_id = asked.check_id and answer.instance = $1::text)
 order by asked_at
 limit 1
