-- publications.insert_answer
insert into opinion_answer (opinion_id, outcome, summary, text, digest, answered_by, answered_at)
values ($1, $2, $3, $4, $5, $6, $7)
