-- publications.answers_to_notice
select opinion_id, outcome, summary, opinion_answer.text as answer, opinion_answer.digest as answer_digest, answered_by,
       answered_at
  from opinion_answer
  join opinion using (opinion_id)
 where publication_id = $1
 order by answer_id desc
