-- register.insert_feature
insert into feature (feature_id, kind) values ($1, 'place')
