-- cooperation.save_risk_point
update risk_point
   set state = $2, grade = $3, measures = $4, owner = $5, review_on = $6, ended_on = $7, end_reason = $8,
       version = version + 1
 where risk_id = $1
returning version
