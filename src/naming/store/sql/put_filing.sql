-- naming.put_filing
insert into naming_filing as filing (decision_id, state, receiver, sent_on, supplement, supplement_on, filed_on,
                                     receipt_number, package_digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (decision_id) do update
   set state = excluded.state, receiver = excluded.receiver, sent_on = excluded.sent_on,
       supplement = excluded.supplement, supplement_on = excluded.supplement_on, filed_on = excluded.filed_on,
       receipt_number = excluded.receipt_number,
       package_digest = coalesce(excluded.package_digest, filing.package_digest)
