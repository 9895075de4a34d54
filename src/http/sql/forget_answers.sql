-- http.forget_answers
delete from idempotent_answer where created_at < $1
