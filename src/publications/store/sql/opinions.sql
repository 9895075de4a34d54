-- publications.opinions
select opinion.opinion_id, publication_id, receipt, item_id, stance, opinion.text, channel, entered_by, received_at,
       opinion.digest, is_counted, answer.outcome, answer.summary, answer.text as answer, answer.digest as answer_digest,
       answer.answered_by, answer.answered_at
  from opinion
  left join lateral (select * from opinion_answer given
                      where given.opinion_id = opinion.opinion_id
                      order by answer_id desc limit 1) answer on true
 where publication_id = $1 and is_counted
 order by received_at, receipt
