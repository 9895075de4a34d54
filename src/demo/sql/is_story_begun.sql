-- demo.is_story_begun
select exists (select from naming_case) as is_begun
