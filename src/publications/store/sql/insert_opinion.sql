-- publications.insert_opinion
insert into opinion (opinion_id, publication_id, receipt, code_digest, item_id, stance, text, channel, entered_by,
                     received_at, digest, confirm_until, confirm_digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
