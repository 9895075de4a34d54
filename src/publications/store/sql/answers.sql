-- publications.answers
select outcome, summary, text as answer, digest as answer_digest, answered_by, answered_at
  from opinion_answer
 where opinion_id = $1
 order by answer_id desc
