-- photos.advance
-- Only from where the upload stands: of two requests that go on with it one finds it elsewhere.
-- $1 photo  $2 from  $3 to  $4 expires at
update photo_upload set received = $3, expires_at = $4 where photo_id = $1 and received = $2
